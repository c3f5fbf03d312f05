package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.PythonTokens.Kind;
import dev.bylaw.internal.dbt.PythonTokens.Token;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text that is nothing but one call of {@code ref} or {@code source} with literal arguments, as it stands in YAML.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/clients/jinja_static.py} ({@code statically_parse_ref_or_source}).
 */
final class CallText {
    private CallText() {}

    /** The reference that a text is; empty if it is anything else. */
    static Optional<Reference> parse(Tree text) {
        Optional<String> source = Trees.text(text);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        List<Token> tokens = PythonTokens.of(source.get());
        int last = tokens.size() - 1;
        boolean isCall = last >= 3
                && tokens.get(0).kind() == Kind.NAME
                && tokens.get(1).is("(")
                && tokens.get(last).is(")");
        if (!isCall) {
            return Optional.empty();
        }
        return switch (tokens.get(0).text()) {
            case "ref" -> ref(tokens.subList(2, last), place(text));
            case "source" -> source(tokens.subList(2, last), place(text));
            default -> Optional.empty();
        };
    }

    private static Location place(Tree text) {
        return Trees.place(text, Location.startOf(""));
    }

    private static Optional<Reference> ref(List<Token> tokens, Location place) {
        List<String> names = new ArrayList<>();
        Optional<String> version = Optional.empty();
        int at = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (token.kind() == Kind.STRING && version.isEmpty()) {
                names.add(token.text());
                at++;
            } else if ((token.isName("v") || token.isName("version"))
                    && at + 2 < tokens.size()
                    && tokens.get(at + 1).is("=")
                    && (tokens.get(at + 2).kind() == Kind.STRING
                            || tokens.get(at + 2).kind() == Kind.NUMBER)) {
                version = Optional.of(tokens.get(at + 2).text());
                at += 3;
            } else {
                return Optional.empty();
            }
            if (at < tokens.size() && !tokens.get(at++).is(",")) {
                return Optional.empty();
            }
        }
        if (names.isEmpty() || names.size() > 2) {
            return Optional.empty();
        }
        Optional<String> packageName = names.size() == 2 ? Optional.of(names.get(0)) : Optional.empty();
        return Optional.of(new Reference.Ref(packageName, names.get(names.size() - 1), version, place, false));
    }

    private static Optional<Reference> source(List<Token> tokens, Location place) {
        boolean isPair = tokens.size() >= 3
                && tokens.get(0).kind() == Kind.STRING
                && tokens.get(1).is(",")
                && tokens.get(2).kind() == Kind.STRING
                && (tokens.size() == 3 || tokens.size() == 4 && tokens.get(3).is(","));
        return isPair
                ? Optional.of(
                        new Reference.Source(tokens.get(0).text(), tokens.get(2).text(), place, false))
                : Optional.empty();
    }
}
