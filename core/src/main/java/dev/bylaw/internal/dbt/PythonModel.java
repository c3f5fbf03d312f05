package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.PythonTokens.Kind;
import dev.bylaw.internal.dbt.PythonTokens.Token;
import dev.bylaw.internal.dbt.config.ConfigCalls;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
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

/**
 * What a Python model says to dbt: its calls of {@code dbt.config}, {@code dbt.ref} and {@code dbt.source} with literal
 * arguments, as dbt itself reads them. Its data flow is not analysed.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/models.py}.
 *
 * @param config the merged arguments of the configuration calls
 * @param references the relations it uses
 * @param referencesOpen why there may be more relations
 */
record PythonModel(Tree.Mapping config, List<Reference> references, Optional<String> referencesOpen) {
    private static final String LAYER = "config()";
    private static final String NO_LITERAL = "the argument of a Python model is no literal";
    private static final int MOST_DEPTH = 50;
    /** Tokens that are looked at in the arguments of all calls together, which may lie inside each other. */
    private static final int MOST_STEPS = 5_000_000;

    private static final String TOO_LONG = "the calls of this Python model are too long to be read";

    static PythonModel read(SourceFile file) {
        return new Reading(file, PythonTokens.of(file.text())).run();
    }

    /** The arguments of a call. */
    private record Arguments(List<Tree> positional, Map<String, Tree.Entry> named, boolean more) {}

    private static final class Reading {
        private final SourceFile file;
        private final List<Token> tokens;
        private final List<Tree.Mapping> calls = new ArrayList<>();
        private final Set<Reference> references = new LinkedHashSet<>();
        private final List<Tree> used = new ArrayList<>();
        private final List<Tree> usedDefaults = new ArrayList<>();
        private Optional<String> open = Optional.empty();
        private int at;
        private int steps;

        Reading(SourceFile file, List<Token> tokens) {
            this.file = file;
            this.tokens = tokens;
        }

        PythonModel run() {
            for (int i = 0; i + 3 < tokens.size() && steps <= MOST_STEPS; i++) {
                boolean member =
                        tokens.get(i).isName("dbt") && tokens.get(i + 1).is(".");
                if (!member || i > 0 && tokens.get(i - 1).is(".")) {
                    continue;
                }
                Token name = tokens.get(i + 2);
                if (tokens.get(i + 3).is("(")) {
                    at = i + 4;
                    call(name, i);
                } else if (name.isName("config") && isGet(i + 3)) {
                    at = i + 6;
                    get(arguments());
                }
            }
            if (steps > MOST_STEPS) {
                open = Optional.of(TOO_LONG);
                calls.add(new Tree.Mapping(Map.of(), open, Origin.DEFAULT));
            }
            if (!used.isEmpty()) {
                calls.add(new MappingBuilder()
                        .put("config_keys_used", new Tree.Sequence(used, Origin.DEFAULT))
                        .put("config_keys_defaults", new Tree.Sequence(usedDefaults, Origin.DEFAULT))
                        .build(Origin.DEFAULT));
            }
            Diagnostics ignored = new Diagnostics(Limits.DEFAULT);
            return new PythonModel(ConfigCalls.merge(calls, ignored), List.copyOf(references), open);
        }

        private boolean isGet(int from) {
            return from + 2 < tokens.size()
                    && tokens.get(from).is(".")
                    && tokens.get(from + 1).isName("get")
                    && tokens.get(from + 2).is("(");
        }

        private void get(Arguments arguments) {
            if (!arguments.positional().isEmpty()) {
                used.add(arguments.positional().get(0));
                usedDefaults.add(
                        arguments.positional().size() > 1
                                ? arguments.positional().get(1)
                                : new Tree.Scalar(null, Origin.DEFAULT));
            }
        }

        private void call(Token name, int start) {
            Arguments arguments = arguments();
            int last = Math.min(at, tokens.size()) - 1;
            Location place =
                    file.location(tokens.get(start).start(), tokens.get(last).end());
            switch (name.text()) {
                case "config" ->
                    calls.add(new Tree.Mapping(
                            arguments.named(),
                            arguments.more() ? Optional.of(NO_LITERAL) : Optional.empty(),
                            Origin.of(place, LAYER)));
                case "ref" -> ref(arguments, place);
                case "source" -> source(arguments, place);
                default -> {}
            }
        }

        private void ref(Arguments arguments, Location place) {
            List<String> texts = texts(arguments.positional());
            Optional<Tree> version = Optional.ofNullable(arguments
                            .named()
                            .getOrDefault("version", arguments.named().get("v")))
                    .map(Tree.Entry::value);
            boolean unknown = arguments.more()
                    || texts.size() != arguments.positional().size()
                    || version.filter(Tree.Unknown.class::isInstance).isPresent();
            if (unknown || texts.isEmpty() || texts.size() > 2) {
                open = Optional.of(NO_LITERAL);
                return;
            }
            Optional<String> packageName = texts.size() == 2 ? Optional.of(texts.get(0)) : Optional.empty();
            references.add(new Reference.Ref(
                    packageName,
                    texts.get(texts.size() - 1),
                    version.filter(Trees::isTruthy).map(PythonText::str),
                    place,
                    false));
        }

        private void source(Arguments arguments, Location place) {
            List<String> texts = texts(arguments.positional());
            if (arguments.more() || texts.size() != 2 || arguments.positional().size() != 2) {
                open = Optional.of(NO_LITERAL);
                return;
            }
            references.add(new Reference.Source(texts.get(0), texts.get(1), place, false));
        }

        private static List<String> texts(List<Tree> trees) {
            return trees.stream().flatMap(tree -> Trees.text(tree).stream()).toList();
        }

        /** Reads the arguments up to the closing bracket. */
        private Arguments arguments() {
            List<Tree> positional = new ArrayList<>();
            Map<String, Tree.Entry> named = new LinkedHashMap<>();
            boolean more = false;
            while (at < tokens.size() && steps <= MOST_STEPS && !tokens.get(at).is(")")) {
                Token token = tokens.get(at);
                boolean isNamed = token.kind() == Kind.NAME
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).is("=")
                        && !(at + 2 < tokens.size() && tokens.get(at + 2).is("="));
                if (token.is("*")) {
                    more = true;
                    at++;
                } else if (isNamed) {
                    at += 2;
                    Optional<Location> key = Optional.of(file.location(token.start(), token.end()));
                    named.put(token.text(), new Tree.Entry(key, argument()));
                } else {
                    int before = at;
                    positional.add(argument());
                    // A bracket that closes nothing.
                    at += at == before ? 1 : 0;
                }
                if (at < tokens.size() && tokens.get(at).is(",")) {
                    at++;
                }
            }
            at++;
            return new Arguments(positional, named, more);
        }

        /** A whole argument: a literal, or unknown if anything else stands before the next comma. */
        private Tree argument() {
            int start = at;
            Optional<Tree> literal = literal(0);
            boolean whole = literal.isPresent()
                    && at < tokens.size()
                    && (tokens.get(at).is(",") || tokens.get(at).is(")"));
            if (whole) {
                return literal.get();
            }
            at = start;
            skip();
            int first = Math.min(start, tokens.size() - 1);
            int from = tokens.get(first).start();
            int to =
                    tokens.get(Math.max(first, Math.min(at, tokens.size()) - 1)).end();
            return new Tree.Unknown(NO_LITERAL, Origin.of(file.location(from, Math.max(from, to)), LAYER));
        }

        private void skip() {
            int depth = 0;
            while (at < tokens.size()) {
                Token token = tokens.get(at);
                if (token.is("(") || token.is("[") || token.is("{")) {
                    depth++;
                } else if (token.is(")") || token.is("]") || token.is("}")) {
                    if (depth == 0) {
                        return;
                    }
                    depth--;
                } else if (token.is(",") && depth == 0) {
                    return;
                }
                at++;
                steps++;
            }
        }

        private Origin origin(int first) {
            int end =
                    tokens.get(Math.max(first, Math.min(at, tokens.size()) - 1)).end();
            return Origin.of(file.location(tokens.get(first).start(), end), LAYER);
        }

        private Optional<Tree> literal(int depth) {
            if (at >= tokens.size() || depth > MOST_DEPTH) {
                return Optional.empty();
            }
            int first = at;
            Token token = tokens.get(at++);
            steps++;
            if (token.kind() == Kind.STRING) {
                StringBuilder text = new StringBuilder(token.text());
                while (at < tokens.size() && tokens.get(at).kind() == Kind.STRING) {
                    text.append(tokens.get(at++).text());
                }
                return Optional.of(new Tree.Scalar(text.toString(), origin(first)));
            }
            if (token.kind() == Kind.NUMBER) {
                return number(token.text()).map(value -> new Tree.Scalar(value, origin(first)));
            }
            if (token.is("-") && at < tokens.size() && tokens.get(at).kind() == Kind.NUMBER) {
                return number("-" + tokens.get(at++).text()).map(value -> new Tree.Scalar(value, origin(first)));
            }
            if (token.is("[") || token.is("(")) {
                return list(first, token.is("[") ? "]" : ")", depth);
            }
            return token.is("{") ? dictionary(first, depth) : constant(token, first);
        }

        private Optional<Tree> constant(Token token, int first) {
            return switch (token.kind() == Kind.NAME ? token.text() : "") {
                case "True" -> Optional.of(new Tree.Scalar(true, origin(first)));
                case "False" -> Optional.of(new Tree.Scalar(false, origin(first)));
                case "None" -> Optional.of(new Tree.Scalar(null, origin(first)));
                default -> Optional.empty();
            };
        }

        private static Optional<Object> number(String text) {
            String digits = text.replace("_", "");
            try {
                return digits.matches("-?[0-9]{1,18}")
                        ? Optional.of(Long.valueOf(digits))
                        : Optional.of(new BigDecimal(Double.toString(Double.parseDouble(digits))));
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }

        private Optional<Tree> list(int first, String end, int depth) {
            List<Tree> items = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).is(end)) {
                Optional<Tree> item = literal(depth + 1);
                if (item.isEmpty()
                        || at >= tokens.size()
                        || !tokens.get(at).is(",") && !tokens.get(at).is(end)) {
                    return Optional.empty();
                }
                items.add(item.get());
                at += tokens.get(at).is(",") ? 1 : 0;
            }
            at++;
            boolean closed = at <= tokens.size();
            return closed ? Optional.of(new Tree.Sequence(items, origin(first))) : Optional.empty();
        }

        private Optional<Tree> dictionary(int first, int depth) {
            MappingBuilder builder = new MappingBuilder();
            while (at < tokens.size() && !tokens.get(at).is("}")) {
                Optional<Tree> key = literal(depth + 1);
                if (key.isEmpty() || at >= tokens.size() || !tokens.get(at).is(":")) {
                    return Optional.empty();
                }
                at++;
                Optional<Tree> value = literal(depth + 1);
                if (value.isEmpty()
                        || at >= tokens.size()
                        || !tokens.get(at).is(",") && !tokens.get(at).is("}")) {
                    return Optional.empty();
                }
                builder.put(PythonText.str(key.get()), key.get().origin().location(), value.get());
                at += tokens.get(at).is(",") ? 1 : 0;
            }
            at++;
            return at <= tokens.size() ? Optional.of(builder.build(origin(first))) : Optional.empty();
        }
    }
}
