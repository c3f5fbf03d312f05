package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.PythonTokens.Kind;
import dev.bylaw.internal.dbt.PythonTokens.Token;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.dbt.render.TemplatesFactory;
import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A renderer that understands calls with literal arguments and nothing else; for tests. */
final class LiteralTemplates implements Templates {
    static final TemplatesFactory FACTORY = LiteralTemplates::new;

    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}|\\{%(.*?)%}", Pattern.DOTALL);
    private static final String NO_LITERAL = "no literal";

    private final TemplatesFactory.Setting setting;

    LiteralTemplates(TemplatesFactory.Setting setting) {
        this.setting = setting;
    }

    @Override
    public RenderedTemplate render(Request request) {
        SourceFile file = request.file();
        String text = blankComments(file.text());
        List<Tree.Mapping> configs = new ArrayList<>();
        Set<Reference> references = new LinkedHashSet<>();
        TreeSet<String> macros = new TreeSet<>();
        boolean asked = text.contains("is_incremental()");
        boolean untaken = false;
        int maybe = 0;
        for (Tag tag : tags(text)) {
            boolean statement = tag.statement();
            String inner = text.substring(tag.start(), tag.end());
            int offset = tag.start();
            String words = inner.replaceAll("[-\\s]+", " ").strip();
            if (statement && words.startsWith("if is_incremental()")) {
                macros.add("macro.dbt.is_incremental");
                untaken = !request.incremental();
            } else if (statement && words.startsWith("if ")) {
                maybe++;
            } else if (statement && words.equals("endif")) {
                untaken = false;
                maybe = Math.max(0, maybe - 1);
            }
            new Reader(file, PythonTokens.of(inner), offset, untaken, maybe > 0).calls(configs, references);
        }
        return new RenderedTemplate(
                MappedText.verbatim(file),
                configs,
                List.copyOf(references),
                new TreeMap<>(),
                macros,
                List.of(),
                asked && !request.incremental());
    }

    /** The inside of a tag. */
    private record Tag(boolean statement, int start, int end) {}

    private static List<Tag> tags(String text) {
        List<Tag> tags = new ArrayList<>();
        for (int at = text.indexOf('{'); at >= 0 && at + 1 < text.length(); at = text.indexOf('{', at + 1)) {
            char second = text.charAt(at + 1);
            if (second != '{' && second != '%') {
                continue;
            }
            int depth = 0;
            int end = at + 2;
            char quote = 0;
            while (end < text.length()) {
                char c = text.charAt(end);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if (depth == 0 && text.startsWith(second == '{' ? "}}" : "%}", end)) {
                    break;
                } else if (c == '{' || c == '}') {
                    depth += c == '{' ? 1 : -1;
                }
                end++;
            }
            tags.add(new Tag(second == '%', at + 2, end));
            at = Math.min(end, text.length() - 1);
        }
        return tags;
    }

    private static String blankComments(String text) {
        StringBuilder out = new StringBuilder(text);
        Matcher comments = Pattern.compile("\\{#.*?#}", Pattern.DOTALL).matcher(text);
        while (comments.find()) {
            for (int i = comments.start(); i < comments.end(); i++) {
                if (out.charAt(i) != '\n') {
                    out.setCharAt(i, ' ');
                }
            }
        }
        return out.toString();
    }

    @Override
    public Tree renderValues(Tree tree, String packageName) {
        Optional<String> text = Trees.text(tree);
        if (text.isEmpty()) {
            return tree;
        }
        String source = text.get().strip();
        Matcher tags = TAG.matcher(source);
        StringBuilder out = new StringBuilder();
        int last = 0;
        while (tags.find()) {
            if (tags.group(2) != null) {
                return new Tree.Unknown("a statement", tree.origin());
            }
            SourceFile file = new SourceFile("", tags.group(1));
            Tree value = new Reader(file, PythonTokens.of(tags.group(1)), 0, false, false).value(this, packageName);
            if (value instanceof Tree.Unknown unknown) {
                return new Tree.Unknown(unknown.reason(), tree.origin());
            }
            if (tags.start() == 0 && tags.end() == source.length()) {
                return moved(value, tree.origin());
            }
            out.append(source, last, tags.start()).append(PythonText.str(value));
            last = tags.end();
        }
        return new Tree.Scalar(out.append(source.substring(last)).toString(), tree.origin());
    }

    private static Tree moved(Tree value, Origin origin) {
        if (value instanceof Tree.Scalar scalar) {
            return new Tree.Scalar(scalar.value(), origin);
        }
        if (value instanceof Tree.Sequence sequence) {
            return new Tree.Sequence(
                    sequence.items().stream().map(item -> moved(item, origin)).toList(), origin);
        }
        if (value instanceof Tree.Mapping mapping) {
            MappingBuilder builder = new MappingBuilder();
            mapping.entries().forEach((key, entry) -> builder.put(key, moved(entry.value(), origin)));
            return builder.build(origin);
        }
        return value;
    }

    private Optional<Tree> variable(String name, String packageName) {
        if (setting.variables().get(name).isPresent()) {
            return setting.variables().get(name);
        }
        List<Tree.Mapping> scopes = new ArrayList<>();
        if (!setting.packages().isEmpty()) {
            scopes.add(setting.packages().get(0).variables());
        }
        setting.packages().stream()
                .filter(known -> known.name().equals(packageName))
                .forEach(known -> scopes.add(known.variables()));
        for (Tree.Mapping scope : scopes) {
            Optional<Tree> own = Trees.mapping(scope, packageName).flatMap(mapping -> mapping.get(name));
            if (own.or(() -> scope.get(name)).isPresent()) {
                return own.or(() -> scope.get(name));
            }
        }
        return Optional.empty();
    }

    /** Reads calls and literals from tokens. */
    private static final class Reader {
        private final SourceFile file;
        private final List<Token> tokens;
        private final int offset;
        private final boolean untaken;
        private final boolean maybe;
        private int at;

        Reader(SourceFile file, List<Token> tokens, int offset, boolean untaken, boolean maybe) {
            this.file = file;
            this.tokens = tokens;
            this.offset = offset;
            this.untaken = untaken;
            this.maybe = maybe;
        }

        private Location place(int first, int last) {
            return file.location(
                    tokens.get(first).start() + offset, tokens.get(last).end() + offset);
        }

        void calls(List<Tree.Mapping> configs, Set<Reference> references) {
            for (int i = 0; i + 1 < tokens.size(); i++) {
                Token name = tokens.get(i);
                boolean call = name.kind() == Kind.NAME && tokens.get(i + 1).is("(");
                if (!call || i > 0 && tokens.get(i - 1).is(".")) {
                    continue;
                }
                at = i + 2;
                switch (name.text()) {
                    case "config" -> configs.add(config(i));
                    case "ref", "source" -> {
                        Tree.Mapping named = arguments();
                        List<String> names = Trees.texts(new Tree.Sequence(positional, Origin.DEFAULT));
                        reference(name.text(), names, named, place(i, Math.min(at, tokens.size()) - 1))
                                .ifPresent(references::add);
                    }
                    default -> {}
                }
            }
        }

        private Optional<Reference> reference(String call, List<String> names, Tree.Mapping named, Location place) {
            if (names.isEmpty() || names.size() > 2 || names.size() != positional.size()) {
                return Optional.empty();
            }
            if (call.equals("source")) {
                return names.size() < 2
                        ? Optional.empty()
                        : Optional.of(new Reference.Source(names.get(0), names.get(1), place, untaken));
            }
            return Optional.of(new Reference.Ref(
                    names.size() == 2 ? Optional.of(names.get(0)) : Optional.empty(),
                    names.get(names.size() - 1),
                    named.get("v").or(() -> named.get("version")).map(PythonText::str),
                    place,
                    untaken));
        }

        private List<Tree> positional = List.of();

        private Tree.Mapping config(int start) {
            Tree.Mapping named = arguments();
            Origin origin = Origin.of(place(start, Math.min(at, tokens.size()) - 1), "config()");
            Tree.Mapping given =
                    !positional.isEmpty() && positional.get(0) instanceof Tree.Mapping first ? first : named;
            if (!maybe) {
                return new Tree.Mapping(given.entries(), origin);
            }
            Map<String, Tree.Entry> unknown = new LinkedHashMap<>();
            given.entries()
                    .forEach((key, entry) -> unknown.put(
                            key, new Tree.Entry(entry.key(), new Tree.Unknown("set under a condition", origin))));
            return new Tree.Mapping(unknown, origin);
        }

        private Tree.Mapping arguments() {
            MappingBuilder named = new MappingBuilder();
            List<Tree> list = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).is(")")) {
                boolean isNamed = tokens.get(at).kind() == Kind.NAME
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).is("=");
                if (isNamed) {
                    Token name = tokens.get(at);
                    Location key = place(at, at);
                    at += 2;
                    named.put(name.text(), Optional.of(key), argument());
                } else {
                    list.add(argument());
                }
                at += at < tokens.size() && tokens.get(at).is(",") ? 1 : 0;
            }
            at++;
            positional = list;
            return named.build(Origin.DEFAULT);
        }

        private Tree argument() {
            int start = at;
            Optional<Tree> literal = literal();
            if (literal.isPresent()
                    && at < tokens.size()
                    && (tokens.get(at).is(",") || tokens.get(at).is(")"))) {
                return literal.get();
            }
            at = start;
            int depth = 0;
            while (at < tokens.size()
                    && (depth > 0 || !tokens.get(at).is(",") && !tokens.get(at).is(")"))) {
                Token token = tokens.get(at++);
                depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
                depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
            }
            return new Tree.Unknown(NO_LITERAL, Origin.of(place(start, at - 1), "config()"));
        }

        private Origin origin(int first) {
            return Origin.of(place(first, at - 1), "config()");
        }

        private Optional<Tree> literal() {
            if (at >= tokens.size()) {
                return Optional.empty();
            }
            int first = at;
            Token token = tokens.get(at++);
            if (token.kind() == Kind.STRING) {
                return Optional.of(new Tree.Scalar(token.text(), origin(first)));
            }
            if (token.kind() == Kind.NUMBER) {
                Object number = token.text().matches("[0-9]+")
                        ? (Object) Long.valueOf(token.text())
                        : new BigDecimal(token.text());
                return Optional.of(new Tree.Scalar(number, origin(first)));
            }
            if (token.is("[") || token.is("(")) {
                return list(first, token.is("[") ? "]" : ")");
            }
            if (token.is("{")) {
                return dictionary(first);
            }
            return switch (token.text()) {
                case "true", "True" -> Optional.of(new Tree.Scalar(true, origin(first)));
                case "false", "False" -> Optional.of(new Tree.Scalar(false, origin(first)));
                case "none", "None" -> Optional.of(new Tree.Scalar(null, origin(first)));
                default -> Optional.empty();
            };
        }

        private Optional<Tree> list(int first, String end) {
            List<Tree> items = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).is(end)) {
                int start = at;
                Optional<Tree> item = literal();
                if (item.isEmpty()) {
                    at = start;
                    items.add(unknownItem(end));
                } else {
                    items.add(item.get());
                }
                at += at < tokens.size() && tokens.get(at).is(",") ? 1 : 0;
            }
            at++;
            return Optional.of(new Tree.Sequence(items, origin(first)));
        }

        private Tree unknownItem(String end) {
            int start = at;
            int depth = 0;
            while (at < tokens.size()
                    && (depth > 0 || !tokens.get(at).is(",") && !tokens.get(at).is(end))) {
                Token token = tokens.get(at++);
                depth += token.is("(") || token.is("[") ? 1 : 0;
                depth -= token.is(")") || token.is("]") ? 1 : 0;
            }
            return new Tree.Unknown(NO_LITERAL, Origin.of(place(start, at - 1), "config()"));
        }

        private Optional<Tree> dictionary(int first) {
            MappingBuilder builder = new MappingBuilder();
            while (at < tokens.size() && !tokens.get(at).is("}")) {
                int keyAt = at;
                Tree key = literal().orElseGet(() -> new Tree.Scalar("?", Origin.DEFAULT));
                at++;
                int start = at;
                Optional<Tree> value = literal();
                if (value.isEmpty()) {
                    at = start;
                }
                builder.put(
                        PythonText.str(key), Optional.of(place(keyAt, keyAt)), value.orElseGet(() -> unknownItem("}")));
                at += at < tokens.size() && tokens.get(at).is(",") ? 1 : 0;
            }
            at++;
            return Optional.of(builder.build(origin(first)));
        }

        /** The value of an expression: a literal, or a variable with a literal default. */
        Tree value(LiteralTemplates templates, String packageName) {
            Optional<Tree> literal = literal();
            if (literal.isPresent() && at == tokens.size()) {
                return literal.get();
            }
            at = 2;
            boolean call = tokens.size() > 2 && tokens.get(1).is("(");
            if (call && tokens.get(0).isName("var")) {
                arguments();
                Optional<Tree> found =
                        templates.variable(Trees.text(positional.get(0)).orElseThrow(), packageName);
                return found.orElseGet(
                        () -> positional.size() > 1 ? positional.get(1) : new Tree.Unknown("no var", Origin.DEFAULT));
            }
            if (call && tokens.get(0).isName("env_var")) {
                arguments();
                return positional.size() > 1
                        ? positional.get(1)
                        : new Tree.Unknown("env_var is not given and has no default", Origin.DEFAULT);
            }
            return new Tree.Unknown("not understood: " + file.text().strip(), Origin.DEFAULT);
        }
    }
}
