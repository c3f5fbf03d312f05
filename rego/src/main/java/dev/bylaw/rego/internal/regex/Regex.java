package dev.bylaw.rego.internal.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A compiled regular expression, with the rules of Go for repeated matches and for replacements. Thread-safe. */
public final class Regex {
    /** So many groups make each instruction as costly as two. */
    private static final int GROUPS_PER_INSTRUCTION = 8;

    /** So many characters are one step of the automaton. */
    private static final int CHARACTERS_PER_STEP = 64;

    private static final int MAX_NUMBER = 100_000_000;

    /** The bounds of a match and of its groups, in UTF-16 units; -1 for a group that took no part. */
    private static final class Match {
        private final int[] bounds;

        Match(int[] bounds) {
            this.bounds = bounds;
        }

        int groupCount() {
            return bounds.length / 2;
        }

        int start() {
            return bounds[0];
        }

        int end() {
            return bounds[1];
        }

        String group(String text, int group) {
            return 2 * group + 1 < bounds.length && bounds[2 * group] >= 0
                    ? text.substring(bounds[2 * group], bounds[2 * group + 1])
                    : "";
        }
    }

    private final Pattern pattern;
    private final int size;
    private final boolean empty;
    private final List<String> names;
    private final Optional<Automaton> automaton;
    private final Optional<LinearPattern> linear;

    private Regex(Pattern pattern, boolean empty, List<String> names) {
        this.pattern = pattern;
        this.size = Math.max(1, pattern.programSize());
        this.empty = empty;
        this.names = names;
        Optional<PatternTree> tree = TreeParser.parse(pattern.pattern());
        this.automaton = tree.flatMap(Automaton::of);
        this.linear = tree.flatMap(LinearPattern::of);
    }

    /**
     * Compiles a regular expression.
     *
     * @param text RE2 syntax
     * @throws RegexSyntaxException if it is none, or too large
     */
    public static Regex compile(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            // Bytes that are no UTF-8, which Go refuses.
            throw PatternScanner.fault("invalid UTF-8", text);
        }
        PatternScanner scanner = new PatternScanner(text);
        String pattern = scanner.scan();
        try {
            return new Regex(Pattern.compile(pattern), text.isEmpty(), scanner.names());
        } catch (PatternSyntaxException e) {
            String where = e.getPattern() == null ? "" : e.getPattern();
            if (e.getDescription().endsWith("internal error")) {
                // What RE2/J says to a parenthesis too many.
                throw PatternScanner.fault("unexpected )", text);
            }
            throw PatternScanner.fault(e.getDescription(), where.equals(pattern) ? text : where);
        } catch (IndexOutOfBoundsException e) {
            // RE2/J reads beyond the end of some patterns that are cut off.
            throw PatternScanner.fault("unexpected end of expression", text);
        }
    }

    /** {@return a regular expression that matches just this text} */
    public static String quote(String text) {
        return Pattern.quote(text);
    }

    /** What reading a character can cost: each instruction is looked at, and with each the bounds of the groups. */
    private long instructions() {
        return (1L + size) * (1 + pattern.groupCount() / GROUPS_PER_INSTRUCTION);
    }

    /** Whether the automaton says that there is no match; counts what it takes. */
    private Automaton.Answer ask(String text, LongConsumer work) {
        if (automaton.isEmpty()) {
            return Automaton.Answer.UNKNOWN;
        }
        work.accept(1 + text.length() / CHARACTERS_PER_STEP);
        return automaton.get().matches(text);
    }

    /** Whether the expression matches somewhere in a text. */
    public boolean matches(String text, LongConsumer work) {
        Automaton.Answer answer = ask(text, work);
        if (answer != Automaton.Answer.UNKNOWN) {
            return answer == Automaton.Answer.YES;
        }
        work.accept(1);
        return pattern.matcher(new MeteredText(text, instructions(), work)).find();
    }

    /** At most so many matches, all if the limit is negative; no empty one right behind another. */
    private List<Match> all(String text, long limit, LongConsumer work) {
        if (ask(text, work) == Automaton.Answer.NO) {
            return List.of();
        }
        if (linear.isPresent()) {
            Optional<List<Match>> found = all(linear.get(), text, limit, work);
            if (found.isPresent()) {
                return found.get();
            }
        }
        List<Match> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(new MeteredText(text, instructions(), work));
        int groups = matcher.groupCount();
        int position = 0;
        int last = -1;
        while (position <= text.length() && (limit < 0 || found.size() < limit)) {
            work.accept(1);
            if (!matcher.find(position)) {
                break;
            }
            int start = matcher.start();
            int end = matcher.end();
            boolean accepted = true;
            if (end == position) {
                accepted = start != last;
                position += position < text.length() ? Character.charCount(text.codePointAt(position)) : 1;
            } else {
                position = end;
            }
            last = end;
            if (accepted) {
                int[] bounds = new int[2 * groups + 2];
                for (int i = 0; i <= groups; i++) {
                    bounds[2 * i] = matcher.start(i);
                    bounds[2 * i + 1] = matcher.end(i);
                }
                found.add(new Match(bounds));
            }
        }
        return found;
    }

    /** The same where no way has to be tried; empty where it would take too long. None of these matches is empty. */
    private Optional<List<Match>> all(LinearPattern simple, String text, long limit, LongConsumer work) {
        work.accept(1 + text.length() / CHARACTERS_PER_STEP);
        List<Match> found = new ArrayList<>();
        LinearPattern.Search search = simple.search(text);
        int position = 0;
        while ((limit < 0 || found.size() < limit) && search.next(position)) {
            work.accept(1);
            found.add(new Match(search.found()));
            position = search.found()[1];
        }
        return search.isTooLong() ? Optional.empty() : Optional.of(found);
    }

    /** {@return the texts of the matches, at most so many, all if the limit is negative} */
    public List<String> find(String text, long limit, LongConsumer work) {
        List<String> found = new ArrayList<>();
        for (Match match : all(text, limit, work)) {
            found.add(match.group(text, 0));
        }
        return found;
    }

    /** {@return for each match its text and those of its groups, empty for groups that took no part} */
    public List<List<String>> findGroups(String text, long limit, LongConsumer work, LongConsumer made) {
        List<List<String>> found = new ArrayList<>();
        LongConsumer both = steps -> {
            work.accept(steps);
            made.accept(1 + pattern.groupCount());
        };
        for (Match match : all(text, limit, both)) {
            made.accept(match.groupCount());
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < match.groupCount(); i++) {
                groups.add(match.group(text, i));
            }
            found.add(groups);
        }
        return found;
    }

    /** {@return what stands between the matches} */
    public List<String> split(String text, LongConsumer work) {
        if (text.isEmpty() && !empty) {
            return List.of("");
        }
        List<String> parts = new ArrayList<>();
        int begin = 0;
        int end = 0;
        for (Match match : all(text, -1, work)) {
            end = match.start();
            if (match.end() != 0) {
                parts.add(text.substring(begin, end));
            }
            begin = match.end();
        }
        if (end != text.length()) {
            parts.add(text.substring(begin));
        }
        return parts;
    }

    /** Takes the parts of a text in which all matches are replaced. */
    public interface Output {
        /** Takes a part. */
        void accept(String part);
    }

    /**
     * Replaces all matches.
     *
     * @param template the replacement; {@code $1}, {@code $name} and <code>${name}</code> stand for groups, {@code $$}
     *     for a dollar sign
     */
    public void replace(String text, String template, LongConsumer work, Output out) {
        int last = 0;
        for (Match match : all(text, -1, work)) {
            out.accept(text.substring(last, match.start()));
            expand(text, template, match, out);
            last = match.end();
        }
        out.accept(text.substring(last));
    }

    private void expand(String text, String template, Match match, Output out) {
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0) {
                break;
            }
            out.accept(template.substring(at, dollar));
            at = dollar + 1;
            if (template.startsWith("$", at)) {
                out.accept("$");
                at++;
                continue;
            }
            boolean brace = template.startsWith("{", at);
            int start = brace ? at + 1 : at;
            int end = nameEnd(template, start);
            if (end == start || brace && !template.startsWith("}", end)) {
                out.accept("$");
                continue;
            }
            out.accept(group(text, match, template.substring(start, end)));
            at = brace ? end + 1 : end;
        }
        out.accept(template.substring(at));
    }

    private static int nameEnd(String template, int start) {
        int end = start;
        while (end < template.length()) {
            int c = template.codePointAt(end);
            if (c != '_' && !Character.isLetter(c) && !(Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private String group(String text, Match match, String name) {
        int number = 0;
        for (int i = 0; i < name.length() && number >= 0; i++) {
            char c = name.charAt(i);
            number = c < '0' || c > '9' || number >= MAX_NUMBER ? -1 : number * 10 + c - '0';
        }
        if (number >= 0 && !(name.startsWith("0") && name.length() > 1)) {
            return match.group(text, number);
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name) && i < match.groupCount() && match.bounds[2 * i] >= 0) {
                return match.group(text, i);
            }
        }
        return "";
    }
}
