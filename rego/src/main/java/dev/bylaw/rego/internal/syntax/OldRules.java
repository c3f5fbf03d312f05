package dev.bylaw.rego.internal.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is different in Rego before OPA 1.0. */
final class OldRules {
    /** The words that are keywords only where they are imported. */
    private static final Set<String> LATER_KEYWORDS = Set.of("contains", "every", "if", "in");

    private OldRules() {}

    /** {@return whether a module of these tokens imports {@code rego.v1} or {@code rego.v2}, and so has no old rules} */
    static boolean isNewer(List<Token> tokens) {
        return imports(tokens).stream()
                .anyMatch(path -> path.size() == 2 && path.get(0).equals("rego"));
    }

    /** The tokens of a module with names in the place of the keywords that it does not import. */
    static List<Token> withoutKeywords(List<Token> tokens) {
        Set<String> missing = new HashSet<>(LATER_KEYWORDS);
        for (List<String> path : imports(tokens)) {
            if (path.size() >= 2 && path.get(0).equals("future") && path.get(1).equals("keywords")) {
                if (path.size() == 2) {
                    return tokens;
                }
                missing.remove(path.get(2));
                if (path.get(2).equals("every")) {
                    missing.remove("in");
                }
            }
        }
        List<Token> changed = new ArrayList<>(tokens);
        changed.replaceAll(token ->
                token.kind() == TokenKind.NAME && missing.contains(token.text()) ? token.asPlainName() : token);
        return changed;
    }

    /** The paths of the imports; what a module imports cannot be known before it is parsed, but for this. */
    private static List<List<String>> imports(List<Token> tokens) {
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).is("import") || !tokens.get(i).onNewLine() && i > 0) {
                continue;
            }
            List<String> path = new ArrayList<>();
            int next = i + 1;
            while (next < tokens.size() && tokens.get(next).kind() == TokenKind.NAME) {
                path.add(tokens.get(next).text());
                if (next + 1 >= tokens.size() || tokens.get(next + 1).kind() != TokenKind.DOT) {
                    break;
                }
                next += 2;
            }
            paths.add(path);
        }
        return paths;
    }

    /** The head of a rule without {@code if} and {@code contains}: {@code p[x]} means that the set has a member. */
    static Rule.Head head(Rule.Head head) {
        boolean isMember = head.arguments().isEmpty()
                && head.value().isEmpty()
                && head.contains().isEmpty()
                && head.path().size() == 1;
        return isMember
                ? new Rule.Head(
                        head.name(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(head.path().get(0)),
                        Optional.empty(),
                        head.at())
                : head;
    }
}
