package dev.bylaw.rego.internal.regex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a pattern before RE2/J compiles it: refuses what would take too much memory, finds the names of groups,
 * and rewrites the few things that Go knows and RE2/J does not (names of Unicode classes in any case, several groups of
 * one name). It does not care about syntax errors; those are found by RE2/J.
 */
final class PatternScanner {
    /** Groups in each other deeper than this are refused, as in Go. */
    private static final int MAX_DEPTH = 1000;

    /** How often a part can be repeated by counts, those of the groups around it multiplied, as in Go. */
    private static final int MAX_REPEAT = 1000;

    /** The largest program, in instructions. Go allows about three millions. */
    private static final int MAX_SIZE = 200_000;

    /** Go's long names of general categories, without spaces, underscores and hyphens. */
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("letter", "L"),
            Map.entry("uppercaseletter", "Lu"),
            Map.entry("lowercaseletter", "Ll"),
            Map.entry("titlecaseletter", "Lt"),
            Map.entry("modifierletter", "Lm"),
            Map.entry("otherletter", "Lo"),
            Map.entry("mark", "M"),
            Map.entry("combiningmark", "M"),
            Map.entry("nonspacingmark", "Mn"),
            Map.entry("spacingmark", "Mc"),
            Map.entry("enclosingmark", "Me"),
            Map.entry("number", "N"),
            Map.entry("decimalnumber", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("letternumber", "Nl"),
            Map.entry("othernumber", "No"),
            Map.entry("punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("connectorpunctuation", "Pc"),
            Map.entry("dashpunctuation", "Pd"),
            Map.entry("openpunctuation", "Ps"),
            Map.entry("closepunctuation", "Pe"),
            Map.entry("initialpunctuation", "Pi"),
            Map.entry("finalpunctuation", "Pf"),
            Map.entry("otherpunctuation", "Po"),
            Map.entry("symbol", "S"),
            Map.entry("mathsymbol", "Sm"),
            Map.entry("currencysymbol", "Sc"),
            Map.entry("modifiersymbol", "Sk"),
            Map.entry("othersymbol", "So"),
            Map.entry("separator", "Z"),
            Map.entry("spaceseparator", "Zs"),
            Map.entry("lineseparator", "Zl"),
            Map.entry("paragraphseparator", "Zp"),
            Map.entry("other", "C"),
            Map.entry("control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("format", "Cf"),
            Map.entry("surrogate", "Cs"),
            Map.entry("privateuse", "Co"));

    /** A group that is not closed yet, or the pattern itself. */
    private static final class Frame {
        /** How often the part is repeated that is repeated most. */
        private long repeat = 1;

        private long size;
        private long lastRepeat = 1;
        private long lastSize;

        void atom(long atomRepeat, long atomSize) {
            finish();
            lastRepeat = atomRepeat;
            lastSize = atomSize;
        }

        void finish() {
            repeat = Math.max(repeat, lastRepeat);
            size += lastSize;
            lastRepeat = 1;
            lastSize = 0;
        }
    }

    private final String pattern;
    private final StringBuilder out;
    private final List<String> names = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Frame> frames = new ArrayList<>();
    private int at;

    PatternScanner(String pattern) {
        this.pattern = pattern;
        this.out = new StringBuilder(pattern.length());
        names.add("");
        frames.add(new Frame());
    }

    /**
     * Goes through the pattern.
     *
     * @return the pattern for RE2/J
     * @throws RegexSyntaxException if the pattern is too large
     */
    String scan() {
        while (at < pattern.length()) {
            item();
            Frame frame = frame();
            if (frame.size + frame.lastSize > MAX_SIZE) {
                throw fault("expression too large", pattern.length() > 100 ? pattern.substring(0, 100) : pattern);
            }
        }
        return out.toString();
    }

    /** {@return the names of the groups by their number, empty where they have none; the first one is the match} */
    List<String> names() {
        return names;
    }

    static RegexSyntaxException fault(String what, String where) {
        return new RegexSyntaxException("error parsing regexp: " + what + ": `" + where + "`");
    }

    private Frame frame() {
        return frames.get(frames.size() - 1);
    }

    /** Copies text up to an index. */
    private void copy(int end) {
        int last = Math.min(end, pattern.length());
        out.append(pattern, at, last);
        at = last;
    }

    private void item() {
        switch (pattern.charAt(at)) {
            case '\\' -> escape();
            case '[' -> {
                characterClass();
                frame().atom(1, 1);
            }
            case '(' -> open();
            case ')' -> close();
            case '{' -> count();
            case '|', '*', '+', '?' -> {
                frame().size++;
                copy(at + 1);
            }
            default -> {
                frame().atom(1, 1);
                copy(at + 1);
            }
        }
    }

    private void escape() {
        if (pattern.startsWith("\\Q", at)) {
            int end = pattern.indexOf("\\E", at + 2);
            int stop = end < 0 ? pattern.length() : end + 2;
            frame().atom(1, stop - at);
            copy(stop);
            return;
        }
        frame().atom(1, 1);
        unicodeClass(false);
    }

    /** Copies an escape sequence; names of Unicode classes are brought into the form that RE2/J knows. */
    private void unicodeClass(boolean inClass) {
        char letter = at + 1 < pattern.length() ? pattern.charAt(at + 1) : ' ';
        int close = pattern.indexOf('}', at);
        if (letter != 'p' && letter != 'P' || !pattern.startsWith("{", at + 2) || close < 0) {
            // The braces of a code point are no count.
            copy(letter == 'x' && pattern.startsWith("{", at + 2) && close >= 0 ? close + 1 : at + 2);
            return;
        }
        String name = pattern.substring(at + 3, close);
        boolean inverted = name.startsWith("^");
        boolean negated = letter == 'P' != inverted;
        String plain = inverted ? name.substring(1) : name;
        if (plain.equalsIgnoreCase("ascii")) {
            String range = negated ? "\\x{80}-\\x{10FFFF}" : "\\x00-\\x7F";
            out.append(inClass ? range : "[" + range + "]");
        } else {
            out.append(negated ? "\\P{" : "\\p{").append(canonical(plain)).append('}');
        }
        at = close + 1;
    }

    /** The name of a category or script as RE2/J spells it. */
    private static String canonical(String name) {
        String folded =
                name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
        String category = CATEGORIES.get(folded);
        if (category != null) {
            return category;
        }
        StringBuilder out = new StringBuilder();
        for (String word : name.split("[_ -]", -1)) {
            out.append(out.length() > 0 ? "_" : "");
            if (!word.isEmpty()) {
                out.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return out.toString();
    }

    private void characterClass() {
        copy(at + 1);
        if (pattern.startsWith("^", at)) {
            copy(at + 1);
        }
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            first = false;
            int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
            if (named >= 0) {
                copy(named + 2);
            } else if (pattern.charAt(at) == '\\') {
                unicodeClass(true);
            } else {
                copy(at + 1);
            }
        }
        copy(at + 1);
    }

    private void open() {
        int nameStart = pattern.startsWith("(?P<", at) ? at + 4 : pattern.startsWith("(?<", at) ? at + 3 : -1;
        int nameEnd = nameStart < 0 ? -1 : pattern.indexOf('>', nameStart);
        if (nameEnd >= 0) {
            String name = pattern.substring(nameStart, nameEnd);
            names.add(name);
            if (taken.add(name)) {
                copy(nameEnd + 1);
            } else {
                // The name is no longer needed; whoever looks for it finds it in the list.
                out.append('(');
                at = nameEnd + 1;
            }
        } else if (pattern.startsWith("(?", at)) {
            int end = at + 2;
            while (end < pattern.length() && pattern.charAt(end) != ':' && pattern.charAt(end) != ')') {
                end++;
            }
            boolean group = end < pattern.length() && pattern.charAt(end) == ':';
            copy(end + 1);
            if (!group) {
                return;
            }
        } else {
            names.add("");
            copy(at + 1);
        }
        if (frames.size() > MAX_DEPTH) {
            throw fault("expression nests too deeply", pattern.length() > 100 ? pattern.substring(0, 100) : pattern);
        }
        frames.add(new Frame());
    }

    private void close() {
        copy(at + 1);
        if (frames.size() > 1) {
            Frame closed = frames.remove(frames.size() - 1);
            closed.finish();
            frame().atom(closed.repeat, closed.size + 2);
        }
    }

    private void count() {
        int end = pattern.indexOf('}', at);
        int most = end < 0 ? -1 : most(pattern.substring(at + 1, end));
        if (most < 0) {
            // RE2/J would not let a count follow.
            frame().atom(1, 1);
            out.append('\\');
            copy(at + 1);
            return;
        }
        Frame frame = frame();
        frame.lastRepeat *= most;
        frame.lastSize *= most + 1L;
        if (frame.lastRepeat > MAX_REPEAT) {
            throw fault("invalid repeat count", pattern.substring(at, end + 1));
        }
        copy(end + 1);
    }

    /** The larger number of a count; -1 where it is none. */
    private static int most(String count) {
        int comma = count.indexOf(',');
        String least = comma < 0 ? count : count.substring(0, comma);
        String greatest = comma < 0 ? "" : count.substring(comma + 1);
        if (!isNumber(least) || !greatest.isEmpty() && !isNumber(greatest)) {
            return -1;
        }
        return Math.max(Integer.parseInt(least), greatest.isEmpty() ? 0 : Integer.parseInt(greatest));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
