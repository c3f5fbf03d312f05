package dev.bylaw.rego.internal.glob;

import dev.bylaw.rego.internal.glob.Glob.Step;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Compiles globs. */
final class GlobCompiler {
    /** Groups in each other deeper than this are refused. */
    private static final int MAX_DEPTH = 500;

    /** The largest automaton. */
    private static final int MAX_STEPS = 100_000;

    private final String pattern;
    private final int[] characters;
    private final List<int[]> delimiters;
    private final List<Step> steps = new ArrayList<>();
    private int at;
    private int depth;

    GlobCompiler(String pattern, int[] delimiters) {
        this.pattern = pattern;
        this.characters = pattern.codePoints().toArray();
        this.delimiters = single(delimiters);
    }

    private static List<int[]> single(int[] characters) {
        List<int[]> ranges = new ArrayList<>();
        for (int character : characters) {
            ranges.add(new int[] {character, character});
        }
        return ranges;
    }

    Glob compile() {
        sequence();
        steps.add(Step.fork());
        return new Glob(steps);
    }

    private GlobSyntaxException fault(String reason) {
        // Offsets count bytes.
        int units = pattern.offsetByCodePoints(0, Math.min(at, characters.length));
        int bytes = Utf8.encode(pattern.substring(0, units)).length;
        return new GlobSyntaxException(bytes, reason);
    }

    private boolean atEnd() {
        return at >= characters.length;
    }

    private void add(Step step) {
        if (steps.size() >= MAX_STEPS) {
            throw fault("pattern is too long");
        }
        steps.add(step);
    }

    private void take(int character) {
        add(Step.take(List.of(new int[] {character, character}), false));
    }

    /** Compiles up to the end, or up to the comma or brace that ends an alternative. */
    private void sequence() {
        while (!atEnd()) {
            int c = characters[at];
            if (depth > 0 && (c == ',' || c == '}')) {
                return;
            }
            at++;
            switch (c) {
                case '*' -> {
                    boolean any = !atEnd() && characters[at] == '*';
                    at += any ? 1 : 0;
                    star(any ? List.of() : delimiters);
                }
                case '?' -> add(Step.take(delimiters, true));
                case '[' -> range();
                case '{' -> alternatives();
                case '\\' -> {
                    if (atEnd()) {
                        throw fault("trailing backslash");
                    }
                    take(characters[at++]);
                }
                default -> take(c);
            }
        }
    }

    /** Any number of characters but these. */
    private void star(List<int[]> except) {
        int start = steps.size();
        add(Step.fork(start + 1, start + 3));
        add(Step.take(except, true));
        add(Step.fork(start));
    }

    private void alternatives() {
        if (++depth > MAX_DEPTH) {
            throw fault("pattern nests too deeply");
        }
        int fork = steps.size();
        add(Step.fork());
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        while (true) {
            starts.add(steps.size());
            sequence();
            if (atEnd()) {
                throw fault("unclosed `{`");
            }
            ends.add(steps.size());
            add(Step.fork());
            if (characters[at++] == '}') {
                break;
            }
        }
        steps.set(fork, Step.fork(starts.stream().mapToInt(Integer::intValue).toArray()));
        for (int end : ends) {
            steps.set(end, Step.fork(steps.size()));
        }
        depth--;
    }

    private int next() {
        if (atEnd()) {
            throw fault("unexpected end of input");
        }
        return characters[at++];
    }

    private void range() {
        int c = next();
        boolean inverted = c == '!';
        if (inverted) {
            c = next();
        }
        if (!atEnd() && characters[at] == '-') {
            at++;
            int high = next();
            close();
            if (high < c) {
                throw fault("range hi character is less than lo");
            }
            add(Step.take(List.of(new int[] {c, high}), inverted));
            return;
        }
        at--;
        List<int[]> members = new ArrayList<>();
        while (!atEnd() && characters[at] != ']') {
            if (characters[at] == '\\') {
                at++;
                if (atEnd()) {
                    throw fault("trailing backslash");
                }
            }
            members.add(new int[] {characters[at], characters[at]});
            at++;
        }
        close();
        if (members.isEmpty()) {
            throw fault("could not parse range");
        }
        add(Step.take(members, inverted));
    }

    private void close() {
        if (next() != ']') {
            throw fault("expected close range character");
        }
    }
}
