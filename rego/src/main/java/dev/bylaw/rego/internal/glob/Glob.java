package dev.bylaw.rego.internal.glob;

import dev.bylaw.rego.internal.regex.Automaton;
import dev.bylaw.rego.internal.regex.CharacterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A compiled glob: {@code *} for any characters but delimiters, {@code **} for any characters, {@code ?} for one that is
 * no delimiter, {@code [abc]}, {@code [a-c]} and {@code [!...]} for one of several, {@code {a,b}} for alternatives,
 * and a backslash before a character that stands for itself. Runs as an automaton, so the time is bounded by the length
 * of the glob times that of the text. Thread-safe.
 */
public final class Glob {
    /** So many states for one character count as one step. */
    private static final int STATES_PER_STEP = 16;

    /** So many ranges of characters cost as much as a state. */
    private static final int RANGES_PER_STATE = 8;

    /** The budget is asked after so many states. */
    private static final int INTERVAL = 1 << 12;

    /** One step of the automaton: takes a character, or goes on at other steps; the last one of all ends. */
    static final class Step {
        private final List<int[]> ranges;
        private final boolean inverted;
        private final int[] targets;

        private Step(List<int[]> ranges, boolean inverted, int[] targets) {
            this.ranges = ranges;
            this.inverted = inverted;
            this.targets = targets;
        }

        /** Takes a character that is in one of the ranges, or that is in none of them. */
        static Step take(List<int[]> ranges, boolean inverted) {
            return new Step(ranges, inverted, null);
        }

        /** Goes on at several steps. */
        static Step fork(int... targets) {
            return new Step(List.of(), false, targets);
        }

        private CharacterSet characters() {
            CharacterSet none = CharacterSet.of(0, Character.MAX_CODE_POINT).not();
            CharacterSet all = none;
            for (int[] range : ranges) {
                all = range[0] <= range[1] ? all.or(CharacterSet.of(range[0], range[1])) : all;
            }
            return inverted ? all.not() : all;
        }

        private boolean takes(int character) {
            if (targets != null) {
                return false;
            }
            for (int[] range : ranges) {
                if (range[0] <= character && character <= range[1]) {
                    return !inverted;
                }
            }
            return inverted;
        }
    }

    private final Step[] steps;
    private final Optional<Automaton> automaton;

    Glob(List<Step> steps) {
        this.steps = steps.toArray(new Step[0]);
        List<CharacterSet> characters = new ArrayList<>();
        List<int[]> targets = new ArrayList<>();
        for (Step step : steps) {
            characters.add(step.targets == null ? step.characters() : null);
            targets.add(step.targets);
        }
        this.automaton = Automaton.of(characters, targets);
    }

    /**
     * Compiles a glob.
     *
     * @param pattern the glob
     * @param delimiters the characters that {@code *} and {@code ?} do not match
     * @throws GlobSyntaxException if it is none
     */
    public static Glob compile(String pattern, int[] delimiters) {
        return new GlobCompiler(pattern, delimiters).compile();
    }

    /** {@return a glob that matches just this text} */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append("*?\\[]{}".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return out.toString();
    }

    /** Whether the glob matches all of a text. */
    public boolean matches(String text, LongConsumer work) {
        work.accept(1 + text.length() / STATES_PER_STEP);
        if (automaton.isPresent()) {
            Automaton.Answer answer = automaton.get().matches(text);
            if (answer != Automaton.Answer.UNKNOWN) {
                return answer == Automaton.Answer.YES;
            }
        }
        return simulate(text, work);
    }

    /** Whether the glob matches all of a text, by going all ways at once. */
    boolean simulate(String text, LongConsumer work) {
        long pending = 0;
        States current = new States(steps.length);
        States next = new States(steps.length);
        follow(0, current);
        int at = 0;
        while (at < text.length() && current.count > 0) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            pending += 1 + current.count;
            if (pending >= INTERVAL) {
                work.accept(pending / STATES_PER_STEP);
                pending = 0;
            }
            next.clear();
            for (int i = 0; i < current.count; i++) {
                int state = current.list[i];
                pending += steps[state].ranges.size() / RANGES_PER_STATE;
                if (steps[state].takes(character)) {
                    follow(state + 1, next);
                }
            }
            States swap = current;
            current = next;
            next = swap;
        }
        return at == text.length() && current.member[steps.length - 1];
    }

    /** Adds a state and all that it forks to. */
    private void follow(int first, States states) {
        int[] pending = new int[] {first};
        int count = 1;
        while (count > 0) {
            int state = pending[--count];
            int[] targets = steps[state].targets;
            if (!states.add(state) || targets == null) {
                continue;
            }
            if (count + targets.length > pending.length) {
                pending = Arrays.copyOf(pending, 2 * pending.length + targets.length);
            }
            for (int target : targets) {
                pending[count++] = target;
            }
        }
    }

    /** A set of states. */
    private static final class States {
        private final boolean[] member;
        private final int[] list;
        private int count;

        States(int size) {
            member = new boolean[size];
            list = new int[size];
        }

        boolean add(int state) {
            if (member[state]) {
                return false;
            }
            member[state] = true;
            list[count++] = state;
            return true;
        }

        void clear() {
            for (int i = 0; i < count; i++) {
                member[list[i]] = false;
            }
            count = 0;
        }
    }
}
