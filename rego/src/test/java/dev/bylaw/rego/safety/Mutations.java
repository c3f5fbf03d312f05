package dev.bylaw.rego.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes texts a little: characters, words and symbols, pieces of other texts. */
final class Mutations {
    private static final Pattern TOKEN =
            Pattern.compile("\\s+|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9.eE+-]*|\"[^\"\n]*\"|:=|[<>=!]=|.", Pattern.DOTALL);

    private final Random random;
    private final List<String> pieces;

    Mutations(Random random, List<String> pieces) {
        this.random = random;
        this.pieces = pieces;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A changed text; parts of the other one may come into it. */
    String mutate(String text, String other) {
        String changed = text;
        int changes = 1 + (random.nextInt(3) == 0 ? random.nextInt(8) : random.nextInt(2));
        for (int i = 0; i < changes; i++) {
            changed = random.nextInt(4) == 0 ? characters(changed) : tokens(changed, other);
        }
        return changed.length() > 20_000 ? changed.substring(0, 20_000) : changed;
    }

    private String characters(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(1 + random.nextInt(12)));
        String middle =
                switch (random.nextInt(5)) {
                    case 0 -> "";
                    case 1 -> oneOf(pieces);
                    case 2 ->
                        Character.toString(
                                (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
                    case 3 -> text.substring(from, to).repeat(2 + random.nextInt(20));
                    default ->
                        new StringBuilder(text.substring(from, to)).reverse().toString();
                };
        return text.substring(0, from) + middle + text.substring(to);
    }

    private static List<String> split(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private String tokens(String text, String other) {
        List<String> tokens = split(text);
        if (tokens.isEmpty()) {
            return oneOf(pieces);
        }
        int at = random.nextInt(tokens.size());
        int length = Math.min(tokens.size() - at, 1 + random.nextInt(1 + random.nextInt(10)));
        switch (random.nextInt(8)) {
            case 0 -> tokens.subList(at, at + length).clear();
            case 1 -> tokens.set(at, oneOf(pieces));
            case 2 -> tokens.add(at, oneOf(pieces));
            case 3 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
            case 4 ->
                tokens.addAll(random.nextInt(tokens.size() + 1), new ArrayList<>(tokens.subList(at, at + length)));
            case 5 -> {
                List<String> theirs = split(other);
                if (!theirs.isEmpty()) {
                    int start = random.nextInt(theirs.size());
                    int count = Math.min(theirs.size() - start, 1 + random.nextInt(1 + random.nextInt(20)));
                    tokens.addAll(at, theirs.subList(start, start + count));
                }
            }
            case 6 -> {
                int second = random.nextInt(tokens.size());
                String kept = tokens.get(at);
                tokens.set(at, tokens.get(second));
                tokens.set(second, kept);
            }
            default -> {
                // A line of the other text, which is a rule more often than not.
                List<String> lines = other.lines().toList();
                return lines.isEmpty() ? text : text + "\n" + oneOf(lines) + "\n";
            }
        }
        return String.join("", tokens);
    }
}
