package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads which packages a project uses: {@code packages.yml}, {@code dependencies.yml}, and the names that
 * {@code package-lock.yml} adds.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/config/project.py}, {@code dbt/contracts/project.py}.
 */
final class DeclarationReader {
    private static final List<String> KINDS = List.of("package", "git", "local", "tarball", "private");

    private final SourceTree tree;
    private final Templates templates;
    private final Diagnostics diagnostics;

    DeclarationReader(SourceTree tree, Templates templates, Diagnostics diagnostics) {
        this.tree = tree;
        this.templates = templates;
        this.diagnostics = diagnostics;
    }

    /** The packages that the project of a directory declares, then those that only its lock file names. */
    List<DeclaredPackage> read(String directory) {
        Optional<Tree.Mapping> packages = file(directory, "packages.yml");
        Optional<Tree.Mapping> dependencies = file(directory, "dependencies.yml");
        Optional<Tree> second = dependencies.flatMap(mapping -> mapping.get("packages"));
        if (second.isPresent()
                && packages.flatMap(mapping -> mapping.get("packages")).isPresent()) {
            diagnostics.problem(
                    Trees.place(second.get(), Location.startOf(TreePath.join(directory, "dependencies.yml"))),
                    Problem.Kind.INVALID_CONTENT,
                    "'packages' stands both in packages.yml and in dependencies.yml; dbt allows it in one of them");
        }
        List<DeclaredPackage> declared = new ArrayList<>();
        // Packages of dependencies.yml are never rendered.
        second.or(() -> packages.flatMap(mapping -> mapping.get("packages")).map(this::rendered))
                .ifPresent(list -> entries(list, directory, declared));
        file(directory, "package-lock.yml")
                .flatMap(mapping -> mapping.get("packages"))
                .ifPresent(list -> locked(list, directory, declared));
        return declared;
    }

    private Tree rendered(Tree value) {
        return new ValueRenderer(templates, "").render(value, path -> false);
    }

    private Optional<Tree.Mapping> file(String directory, String name) {
        String path = TreePath.join(directory, name);
        if (!tree.isFile(path)) {
            return Optional.empty();
        }
        return tree.text(path, diagnostics)
                .flatMap(file -> YamlReader.read(file, YamlOptions.dbt(name), tree.limits(), diagnostics))
                .filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast);
    }

    private void entries(Tree list, String directory, List<DeclaredPackage> declared) {
        Location file = Location.startOf(TreePath.join(directory, "packages.yml"));
        if (!(list instanceof Tree.Sequence sequence)) {
            if (!Trees.isNull(list)) {
                diagnostics.problem(
                        Trees.place(list, file),
                        Problem.Kind.INVALID_CONTENT,
                        "'packages' must be a list, not " + Trees.kind(list));
            }
            return;
        }
        for (Tree item : sequence.items()) {
            Optional<DeclaredPackage> entry =
                    item instanceof Tree.Mapping mapping ? entry(mapping, file) : Optional.empty();
            if (entry.isPresent()) {
                declared.add(entry.get());
            } else {
                diagnostics.problem(
                        Trees.place(item, file),
                        Problem.Kind.INVALID_CONTENT,
                        "a package needs one of the keys " + String.join(", ", KINDS));
            }
        }
    }

    private static Optional<DeclaredPackage> entry(Tree.Mapping mapping, Location file) {
        for (String kind : KINDS) {
            Optional<Tree> value = mapping.get(kind);
            if (value.isPresent()) {
                Location place = Trees.place(mapping.entries().get(kind), file);
                Optional<String> source = Trees.text(value.get());
                Optional<String> name = Trees.text(mapping, "name")
                        .or(() -> source.flatMap(text ->
                                guess(kind, Trees.text(mapping, "subdirectory").orElse(text))));
                return Optional.of(new DeclaredPackage(kind, source.orElse(""), name, place));
            }
        }
        return Optional.empty();
    }

    /** The name of the project that a source most likely holds; a local one tells its name itself. */
    private static Optional<String> guess(String kind, String source) {
        if (kind.equals("local")) {
            return Optional.empty();
        }
        String path = source.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        String name = last.replaceFirst("\\.git$", "").replace('-', '_').toLowerCase(Locale.ROOT);
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static void locked(Tree list, String directory, List<DeclaredPackage> declared) {
        if (!(list instanceof Tree.Sequence sequence)) {
            return;
        }
        Location file = Location.startOf(TreePath.join(directory, "package-lock.yml"));
        for (Tree item : sequence.items()) {
            if (item instanceof Tree.Mapping mapping) {
                entry(mapping, file).ifPresent(entry -> addLocked(entry, declared));
            }
        }
    }

    private static void addLocked(DeclaredPackage entry, List<DeclaredPackage> declared) {
        for (int i = 0; i < declared.size(); i++) {
            DeclaredPackage known = declared.get(i);
            if (known.kind().equals(entry.kind()) && known.source().equals(entry.source())) {
                // The lock file knows the name.
                declared.set(
                        i,
                        new DeclaredPackage(
                                known.kind(), known.source(), entry.name().or(known::name), known.location()));
                return;
            }
        }
        declared.add(entry);
    }
}
