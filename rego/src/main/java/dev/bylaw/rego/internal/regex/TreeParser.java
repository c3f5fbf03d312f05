package dev.bylaw.rego.internal.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses patterns that RE2/J has accepted. Gives up on what is rare, such as Unicode classes; then RE2/J matches. Not
 * thread-safe.
 */
final class TreeParser {
    private static final int MAX_DEPTH = 100;

    private static final Map<String, CharacterSet> POSIX = Map.ofEntries(
            Map.entry("alnum", CharacterSet.DIGITS.or(CharacterSet.of('A', 'Z')).or(CharacterSet.of('a', 'z'))),
            Map.entry("alpha", CharacterSet.of('A', 'Z').or(CharacterSet.of('a', 'z'))),
            Map.entry("ascii", CharacterSet.of(0, 0x7f)),
            Map.entry("blank", CharacterSet.of('\t', '\t').or(CharacterSet.of(' ', ' '))),
            Map.entry("cntrl", CharacterSet.of(0, 0x1f).or(CharacterSet.of(0x7f, 0x7f))),
            Map.entry("digit", CharacterSet.DIGITS),
            Map.entry("graph", CharacterSet.of('!', '~')),
            Map.entry("lower", CharacterSet.of('a', 'z')),
            Map.entry("print", CharacterSet.of(' ', '~')),
            Map.entry(
                    "punct",
                    CharacterSet.of('!', '/')
                            .or(CharacterSet.of(':', '@'))
                            .or(CharacterSet.of('[', '`'))
                            .or(CharacterSet.of('{', '~'))),
            Map.entry("space", CharacterSet.of('\t', '\r').or(CharacterSet.of(' ', ' '))),
            Map.entry("upper", CharacterSet.of('A', 'Z')),
            Map.entry("word", CharacterSet.WORD),
            Map.entry(
                    "xdigit", CharacterSet.DIGITS.or(CharacterSet.of('A', 'F')).or(CharacterSet.of('a', 'f'))));

    /** Thrown where the parser gives up. */
    private static final class UnsupportedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsupportedException() {
            super("not supported", null, false, false);
        }
    }

    private final String pattern;
    private int at;
    private int depth;
    private boolean anyCase;
    private boolean manyLines;
    private boolean dotAll;

    /** Whether repetitions are lazy that are not marked so. */
    private boolean swapped;

    private int groups;

    private TreeParser(String pattern) {
        this.pattern = pattern;
    }

    /** Parses a pattern; empty where it holds something that is not supported. */
    static Optional<PatternTree> parse(String pattern) {
        try {
            TreeParser parser = new TreeParser(pattern);
            PatternTree tree = parser.choice();
            return parser.at == pattern.length() ? Optional.of(tree) : Optional.empty();
        } catch (UnsupportedException e) {
            return Optional.empty();
        }
    }

    private int peek() {
        return at < pattern.length() ? pattern.codePointAt(at) : -1;
    }

    private int next() {
        int c = peek();
        if (c < 0) {
            throw new UnsupportedException();
        }
        at += Character.charCount(c);
        return c;
    }

    private boolean skip(String text) {
        if (!pattern.startsWith(text, at)) {
            return false;
        }
        at += text.length();
        return true;
    }

    private PatternTree choice() {
        if (++depth > MAX_DEPTH) {
            throw new UnsupportedException();
        }
        List<PatternTree> alternatives = new ArrayList<>();
        do {
            alternatives.add(sequence());
        } while (skip("|"));
        depth--;
        return alternatives.size() == 1 ? alternatives.get(0) : new PatternTree.Choice(alternatives);
    }

    private PatternTree sequence() {
        List<PatternTree> parts = new ArrayList<>();
        while (peek() >= 0 && peek() != '|' && peek() != ')') {
            if (pattern.startsWith("\\Q", at)) {
                quoted(parts);
                continue;
            }
            PatternTree part = part();
            if (part != null) {
                parts.add(repeated(part));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new PatternTree.Sequence(parts);
    }

    private void quoted(List<PatternTree> parts) {
        at += 2;
        int end = pattern.indexOf("\\E", at);
        int stop = end < 0 ? pattern.length() : end;
        while (at < stop) {
            parts.add(literal(next()));
        }
        at = end < 0 ? stop : end + 2;
        if (!parts.isEmpty()) {
            parts.add(repeated(parts.remove(parts.size() - 1)));
        }
    }

    private PatternTree repeated(PatternTree part) {
        PatternTree result = part;
        while (true) {
            if (skip("*")) {
                result = repeat(result, 0, -1);
            } else if (skip("+")) {
                result = repeat(result, 1, -1);
            } else if (skip("?")) {
                result = repeat(result, 0, 1);
            } else {
                PatternTree counted = peek() == '{' ? counted(result) : null;
                if (counted == null) {
                    return result;
                }
                result = counted;
            }
        }
    }

    private PatternTree repeat(PatternTree part, int least, int most) {
        return new PatternTree.Repeat(part, least, most, skip("?") != swapped);
    }

    /** The part with a count; null where the brace is a literal. */
    private PatternTree counted(PatternTree part) {
        int end = pattern.indexOf('}', at);
        if (end < 0) {
            return null;
        }
        String[] bounds = pattern.substring(at + 1, end).split(",", -1);
        int least = number(bounds[0]);
        int most = bounds.length == 1 ? least : bounds[1].isEmpty() ? -1 : number(bounds[1]);
        if (bounds.length > 2 || least < 0 || bounds.length == 2 && !bounds[1].isEmpty() && most < 0) {
            return null;
        }
        at = end + 1;
        return repeat(part, least, most);
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        // As RE2/J, which takes what begins with a zero as text.
        return digits && !(text.length() > 1 && text.startsWith("0")) ? Integer.parseInt(text) : -1;
    }

    /** A part; null for flags that hold for what follows. */
    private PatternTree part() {
        int c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> new PatternTree.One(characterClass());
            case '.' ->
                new PatternTree.One(
                        dotAll ? CharacterSet.ALL : CharacterSet.of('\n', '\n').not());
            case '^' -> new PatternTree.Place(manyLines ? Automaton.LINE_BEGIN : Automaton.BEGIN);
            case '$' -> new PatternTree.Place(manyLines ? Automaton.LINE_END : Automaton.END);
            case '\\' -> escape();
            default -> literal(c);
        };
    }

    private PatternTree literal(int c) {
        return new PatternTree.One(folded(CharacterSet.of(c, c)));
    }

    private CharacterSet folded(CharacterSet set) {
        if (!anyCase) {
            return set;
        }
        if (!set.isAscii()) {
            throw new UnsupportedException();
        }
        return set.folded();
    }

    private PatternTree group() {
        boolean outerCase = anyCase;
        boolean outerLines = manyLines;
        boolean outerDot = dotAll;
        boolean outerSwapped = swapped;
        int number = 0;
        if (skip("?P<") || skip("?<")) {
            number = ++groups;
            at = pattern.indexOf('>', at) + 1;
            if (at == 0) {
                throw new UnsupportedException();
            }
        } else if (skip("?")) {
            if (!flags()) {
                return null;
            }
        } else {
            number = ++groups;
        }
        PatternTree inner = choice();
        if (!skip(")")) {
            throw new UnsupportedException();
        }
        anyCase = outerCase;
        manyLines = outerLines;
        dotAll = outerDot;
        swapped = outerSwapped;
        return number == 0 ? inner : new PatternTree.Group(number, inner);
    }

    /** Sets flags; {@return whether they are for a group} */
    private boolean flags() {
        boolean on = true;
        while (true) {
            switch (next()) {
                case 'i' -> anyCase = on;
                case 'm' -> manyLines = on;
                case 's' -> dotAll = on;
                case 'U' -> swapped = on;
                case '-' -> on = false;
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                default -> throw new UnsupportedException();
            }
        }
    }

    private PatternTree escape() {
        int c = next();
        switch (c) {
            case 'A' -> {
                return new PatternTree.Place(Automaton.BEGIN);
            }
            case 'z' -> {
                return new PatternTree.Place(Automaton.END);
            }
            case 'b' -> {
                return new PatternTree.Place(Automaton.WORD_EDGE);
            }
            case 'B' -> {
                return new PatternTree.Place(Automaton.NO_WORD_EDGE);
            }
            default -> {
                CharacterSet set = named(c);
                return set == null ? literal(character(c)) : new PatternTree.One(set);
            }
        }
    }

    /** The set of an escape letter, or null. */
    private CharacterSet named(int letter) {
        return switch (letter) {
            case 'd' -> folded(CharacterSet.DIGITS);
            case 'D' -> folded(CharacterSet.DIGITS).not();
            case 's' -> folded(CharacterSet.SPACES);
            case 'S' -> folded(CharacterSet.SPACES).not();
            case 'w' -> folded(CharacterSet.WORD);
            case 'W' -> folded(CharacterSet.WORD).not();
            default -> null;
        };
    }

    /** The character that an escape stands for. */
    private int character(int c) {
        switch (c) {
            case 'a' -> {
                return 7;
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'v' -> {
                return 11;
            }
            default -> {
                if (c >= 0x80 || Character.isLetterOrDigit(c)) {
                    throw new UnsupportedException();
                }
                return c;
            }
        }
    }

    private CharacterSet characterClass() {
        boolean negated = skip("^");
        CharacterSet set = null;
        boolean first = true;
        while (first || peek() != ']') {
            CharacterSet more = member(first);
            set = set == null ? more : set.or(more);
            first = false;
        }
        at++;
        return negated ? set.not() : set;
    }

    private CharacterSet member(boolean first) {
        if (pattern.startsWith("[:", at)) {
            int end = pattern.indexOf(":]", at);
            if (end >= 0) {
                boolean negated = pattern.startsWith("^", at + 2);
                CharacterSet set = POSIX.get(pattern.substring(at + (negated ? 3 : 2), end));
                if (set == null) {
                    throw new UnsupportedException();
                }
                at = end + 2;
                return negated ? folded(set).not() : folded(set);
            }
        }
        int low = next();
        if (low == '-' && !first && peek() != ']') {
            // Means something only in some places.
            throw new UnsupportedException();
        }
        if (low == '\\') {
            int letter = next();
            CharacterSet set = named(letter);
            if (set != null) {
                return set;
            }
            low = character(letter);
        }
        if (peek() != '-' || at + 1 >= pattern.length() || pattern.charAt(at + 1) == ']') {
            return folded(CharacterSet.of(low, low));
        }
        at++;
        int high = next();
        if (high == '\\') {
            high = character(next());
        }
        if (high < low) {
            throw new UnsupportedException();
        }
        return folded(CharacterSet.of(low, high));
    }
}
