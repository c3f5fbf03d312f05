package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.PythonTokens.Kind;
import dev.bylaw.internal.dbt.PythonTokens.Token;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documentation blocks of all packages, and the descriptions that use them.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/docs.py}, {@code dbt/context/docs.py},
 * {@code dbt/contracts/graph/manifest.py} ({@code resolve_doc}).
 */
final class DocBlocks {
    private final ReadContext context;
    private final Diagnostics diagnostics;
    private final Map<String, Map<String, Tree>> blocks = new LinkedHashMap<>();

    DocBlocks(ReadContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    /** Reads the blocks of a package. */
    void read(DbtPackage project, PackageFiles files) {
        for (PackageFiles.Source file : files.documentation()) {
            context.tree()
                    .text(file.path(), diagnostics)
                    .filter(text -> text.text().contains("docs"))
                    .ifPresent(text -> read(project, text));
        }
    }

    private void read(DbtPackage project, SourceFile text) {
        for (TemplateBlocks.Block block : TemplateBlocks.of(text, Set.of("docs"), diagnostics)) {
            Location place = text.location(block.contentStart(), block.contentEnd());
            String content = text.text().substring(block.contentStart(), block.contentEnd());
            Tree value = new Tree.Scalar(content.strip(), Origin.of(place, "docs"));
            Tree rendered =
                    ValueRenderer.isTemplate(content) ? context.templates().renderValues(value, project.name()) : value;
            Map<String, Tree> byPackage = blocks.computeIfAbsent(block.name(), name -> new LinkedHashMap<>());
            if (byPackage.putIfAbsent(project.name(), rendered) != null) {
                diagnostics.problem(
                        text.location(block.start(), block.contentStart()),
                        Problem.Kind.INVALID_CONTENT,
                        "the docs block '" + block.name() + "' is defined twice in the package '" + project.name()
                                + "'");
            }
        }
    }

    /** A description with its blocks put in. */
    Tree describe(Tree description, DbtPackage project) {
        Optional<String> text = Trees.text(description).filter(ValueRenderer::isTemplate);
        return text.isEmpty() ? description : new Description(description, text.get(), project).render();
    }

    private Optional<Tree> find(Optional<String> packageName, String name, DbtPackage project) {
        Map<String, Tree> byPackage = blocks.getOrDefault(name, Map.of());
        for (Optional<String> candidate : ReferenceResolver.search(context.root(), project.name(), packageName)) {
            Optional<Tree> found = candidate.isPresent()
                    ? Optional.ofNullable(byPackage.get(candidate.get()))
                    : byPackage.values().stream().findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** One description while it is rendered. */
    private final class Description {
        private final Tree description;
        private final String text;
        private final DbtPackage project;
        private final StringBuilder out = new StringBuilder();
        private boolean trimNext;

        Description(Tree description, String text, DbtPackage project) {
            this.description = description;
            this.text = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            this.project = project;
        }

        Tree render() {
            if (text.contains("{%")) {
                return context.templates().renderValues(description, project.name());
            }
            int at = 0;
            while (at < text.length()) {
                int open = next(at);
                literal(text.substring(at, open));
                if (open == text.length()) {
                    break;
                }
                boolean comment = text.charAt(open + 1) == '#';
                int close = text.indexOf(comment ? "#}" : "}}", open + 2);
                if (close < 0) {
                    return new Tree.Unknown("the template of this description is not closed", description.origin());
                }
                if (text.charAt(open + 2) == '-') {
                    trimEnd();
                }
                String inner = text.substring(open + 2, close);
                trimNext = inner.endsWith("-");
                Optional<Tree.Unknown> unknown = comment ? Optional.empty() : expression(inner);
                if (unknown.isPresent()) {
                    return unknown.get();
                }
                at = close + 2;
            }
            return new Tree.Scalar(out.toString(), description.origin());
        }

        private int next(int from) {
            for (int at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
                if (at + 2 < text.length() && (text.charAt(at + 1) == '{' || text.charAt(at + 1) == '#')) {
                    return at;
                }
            }
            return text.length();
        }

        private void literal(String part) {
            out.append(trimNext ? part.stripLeading() : part);
            trimNext = trimNext && part.isBlank() && !part.isEmpty();
        }

        private void trimEnd() {
            int end = out.length();
            while (end > 0 && Character.isWhitespace(out.charAt(end - 1))) {
                end--;
            }
            out.setLength(end);
        }

        /** Puts in what an expression is; the reason if that cannot be told. */
        private Optional<Tree.Unknown> expression(String inner) {
            String source = inner.replaceFirst("^-", "").replaceFirst("-$", "").strip();
            Optional<List<String>> names = docArguments(source);
            Tree value = names.isPresent()
                    ? doc(names.get())
                    : context.templates()
                            .renderValues(
                                    new Tree.Scalar("{{ " + source + " }}", description.origin()), project.name());
            if (value instanceof Tree.Unknown unknown) {
                return Optional.of(new Tree.Unknown(unknown.reason(), description.origin()));
            }
            out.append(PythonText.str(value));
            return Optional.empty();
        }

        private Optional<List<String>> docArguments(String source) {
            List<Token> tokens = PythonTokens.of(source);
            boolean isCall = tokens.size() >= 4
                    && tokens.get(0).isName("doc")
                    && tokens.get(1).is("(")
                    && tokens.get(tokens.size() - 1).is(")");
            if (!isCall) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>();
            for (Token token : tokens.subList(2, tokens.size() - 1)) {
                if (token.kind() == Kind.STRING) {
                    names.add(token.text());
                } else if (!token.is(",")) {
                    return Optional.empty();
                }
            }
            return names.size() == 1 || names.size() == 2 ? Optional.of(names) : Optional.empty();
        }

        private Tree doc(List<String> names) {
            String name = names.get(names.size() - 1);
            Optional<String> packageName = names.size() == 2 ? Optional.of(names.get(0)) : Optional.empty();
            Optional<Tree> found = find(packageName, name, project);
            if (found.isPresent()) {
                return found.get();
            }
            if (context.absence().isPresent()) {
                return new Tree.Unknown(
                        "there is no docs block '" + name + "', and "
                                + context.absence().get(),
                        description.origin());
            }
            diagnostics.problem(
                    Trees.place(description, Location.startOf("")),
                    Problem.Kind.INVALID_CONTENT,
                    "there is no docs block '" + name + "'" + Suggestion.hint(name, blocks.keySet()));
            return new Tree.Unknown("there is no docs block '" + name + "'", description.origin());
        }
    }
}
