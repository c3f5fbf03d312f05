package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.AdapterAliases;
import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the target of a project from {@code profiles.yml}, in the project or in a given directory; the home directory is not
 * looked at. Nothing but type, schema and database is used.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/config/profile.py}.
 */
final class ProfileReader {
    private static final String FILE = "profiles.yml";

    private final SourceTree tree;
    private final DbtOptions options;
    private final Templates templates;
    private final Diagnostics diagnostics;

    /**
     * A reader.
     *
     * @param templates what values are rendered with; knows no target
     */
    ProfileReader(SourceTree tree, DbtOptions options, Templates templates, Diagnostics diagnostics) {
        this.tree = tree;
        this.options = options;
        this.templates = templates;
        this.diagnostics = diagnostics;
    }

    /** The target of the project of a directory. */
    Target read(String directory, Tree.Mapping project) {
        Optional<String> profile = project.get("profile").map(this::rendered).flatMap(Trees::text);
        if (profile.isEmpty()) {
            return unknown("dbt_project.yml names no profile");
        }
        String path = TreePath.join(options.profilesDirectory().orElse(directory), FILE);
        if (!tree.isFile(path)) {
            return unknown("there is no profiles.yml here");
        }
        Optional<Tree> document = tree.text(path, diagnostics)
                .flatMap(file -> YamlReader.read(file, YamlOptions.dbt(FILE), tree.limits(), diagnostics));
        if (document.isEmpty() || !(document.get() instanceof Tree.Mapping profiles)) {
            return unknown("profiles.yml cannot be read");
        }
        Optional<Tree.Mapping> found = Trees.mapping(profiles, profile.get());
        if (found.isEmpty()) {
            return unknown("profiles.yml has no profile '" + profile.get() + "'");
        }
        Tree profileName = new Tree.Scalar(profile.get(), Origin.DEFAULT);
        return target(profileName, found.get(), path);
    }

    private Target unknown(String reason) {
        return Target.unknown(reason, options.target(), options.adapter());
    }

    private Tree rendered(Tree value) {
        return new ValueRenderer(templates, "").render(value, path -> false);
    }

    private Target target(Tree profileName, Tree.Mapping profile, String path) {
        Tree name = options.target()
                .<Tree>map(given -> new Tree.Scalar(given, Origin.DEFAULT))
                .or(() -> profile.get("target").map(this::rendered))
                .orElse(new Tree.Scalar("default", Origin.DEFAULT));
        Optional<Tree.Mapping> outputs = Trees.mapping(profile, "outputs");
        Optional<Tree.Mapping> output =
                Trees.text(name).flatMap(text -> outputs.flatMap(all -> Trees.mapping(all, text)));
        if (output.isEmpty()) {
            String reason = name instanceof Tree.Unknown unknown
                    ? unknown.reason()
                    : "the profile has no output '" + Trees.text(name).orElse("") + "'";
            if (name instanceof Tree.Scalar) {
                diagnostics.problem(Trees.place(profile, Location.startOf(path)), Problem.Kind.CONFIGURATION, reason);
            }
            Target none = unknown(reason);
            return new Target(profileName, name, type(outputs, none.type()), none.schema(), none.database());
        }
        Tree type = options.adapter()
                .<Tree>map(given -> new Tree.Scalar(given, Origin.DEFAULT))
                .orElseGet(() -> value(output.get(), "type", Map.of()));
        Map<String, String> aliases = AdapterAliases.of(Trees.text(type));
        return new Target(
                profileName,
                name,
                type,
                value(output.get(), "schema", aliases),
                value(output.get(), "database", aliases));
    }

    /** Where the target is not known and all outputs have one type, it is that. */
    private Tree type(Optional<Tree.Mapping> outputs, Tree otherwise) {
        if (otherwise instanceof Tree.Scalar || outputs.isEmpty()) {
            return otherwise;
        }
        Optional<Tree> common = Optional.empty();
        for (Tree.Entry entry : outputs.get().entries().values()) {
            if (!(entry.value() instanceof Tree.Mapping output)) {
                return otherwise;
            }
            Tree type = value(output, "type", Map.of());
            Optional<String> text = Trees.text(type);
            if (text.isEmpty()
                    || common.isPresent() && !common.flatMap(Trees::text).equals(text)) {
                return otherwise;
            }
            common = Optional.of(type);
        }
        return common.orElse(otherwise);
    }

    private Tree value(Tree.Mapping output, String key, Map<String, String> aliases) {
        for (Map.Entry<String, Tree.Entry> entry : output.entries().entrySet()) {
            if (aliases.getOrDefault(entry.getKey(), entry.getKey()).equals(key)) {
                Tree value = rendered(entry.getValue().value());
                boolean isText = Trees.text(value).isPresent() || value instanceof Tree.Unknown;
                return isText ? value : new Tree.Unknown("the profile states no text for " + key, value.origin());
            }
        }
        return new Tree.Unknown("the profile states no " + key, output.origin());
    }
}
