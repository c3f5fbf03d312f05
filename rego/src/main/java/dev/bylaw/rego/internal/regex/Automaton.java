package dev.bylaw.rego.internal.regex;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says whether an expression matches somewhere in a text, one step for each character: a deterministic automaton whose
 * states are made when they are first reached, up to a number of them.
 *
 * <p>Thread-safe without locks on the way: states are immutable but for their successors, which may be written twice with
 * the same result.
 */
public final class Automaton {
    /** The text begins here. */
    static final int BEGIN = 1;

    /** The text ends here. */
    static final int END = 2;

    /** A line begins here. */
    static final int LINE_BEGIN = 4;

    /** A line ends here. */
    static final int LINE_END = 8;

    /** A word begins or ends here. */
    static final int WORD_EDGE = 16;

    /** No word begins or ends here. */
    static final int NO_WORD_EDGE = 32;

    /** How many states there may be. */
    private static final int MAX_STATES = 2000;

    /** How many instructions the states may have together, roughly: threads may count over each other. */
    private static final int MAX_INSTRUCTIONS = 100_000;

    private static final int ASCII = 0x80;

    /** What stands before the place of a state. */
    private static final int NOTHING = 0;

    private static final int NEWLINE = 1;
    private static final int WORD = 2;
    private static final int OTHER = 3;

    /** Whether an expression matches. */
    public enum Answer {
        /** It does. */
        YES,
        /** It does not. */
        NO,
        /** There would be too many states. */
        UNKNOWN
    }

    /** What a state is known by. */
    private record Key(int before, String instructions) {}

    /** The instructions that are reached, none of them looked at yet. */
    private static final class State {
        final int before;
        final int[] instructions;

        /** By class of the next character; null where it was not asked yet. */
        final State[] next;

        /** Whether the text may end here: 0 not asked yet, 1 no, 2 yes. */
        int end;

        State(int before, int[] instructions, int classes) {
            this.before = before;
            this.instructions = instructions;
            this.next = new State[classes];
        }
    }

    private static final State MATCH = new State(NOTHING, new int[0], 0);

    private final AutomatonProgram program;
    private final Map<Key, State> states = new ConcurrentHashMap<>();
    private final State start;
    private int instructions;

    /** Whether nothing can match but at the beginning of the text. */
    private final boolean anchored;

    /** The class of each ASCII character. */
    private final byte[] ascii;

    /** Where the classes begin, ascending. */
    private final int[] edges;

    private final int[] classWords;

    private Automaton(AutomatonProgram program) {
        this.program = program;
        this.edges = program.edges();
        this.ascii = new byte[ASCII];
        this.classWords = new int[edges.length];
        for (int i = 0; i < edges.length; i++) {
            classWords[i] = kind(edges[i]);
        }
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = (byte) search(c);
        }
        this.anchored = program.isAnchored();
        this.start = new State(NOTHING, new int[] {program.start()}, edges.length);
    }

    /** The automaton of an expression; empty where it cannot be made. */
    static Optional<Automaton> of(PatternTree tree) {
        return AutomatonProgram.of(tree).map(Automaton::new);
    }

    /**
     * The automaton of steps that must match all of a text; empty where it cannot be made.
     *
     * @param characters for each step what it takes before the next one; null for a step that only goes on
     * @param targets for each of those steps where it goes on; nowhere for the last one, which ends
     */
    public static Optional<Automaton> of(List<CharacterSet> characters, List<int[]> targets) {
        return AutomatonProgram.of(characters, targets).map(Automaton::new);
    }

    private static int kind(int c) {
        return c == '\n' ? NEWLINE : CharacterSet.WORD.contains(c) ? WORD : OTHER;
    }

    private int search(int c) {
        int position = Arrays.binarySearch(edges, c);
        return position < 0 ? -position - 2 : position;
    }

    /**
     * Whether the expression matches somewhere in a text.
     *
     * @return whether it does, or that there would be too many states
     */
    public Answer matches(String text) {
        State state = start;
        int length = text.length();
        int i = 0;
        while (i < length) {
            char c = text.charAt(i++);
            int kind;
            if (c < ASCII) {
                kind = ascii[c];
            } else {
                int whole = c;
                if (Character.isHighSurrogate(c) && i < length && Character.isLowSurrogate(text.charAt(i))) {
                    whole = Character.toCodePoint(c, text.charAt(i++));
                }
                kind = search(whole);
            }
            State next = state.next[kind];
            if (next == null) {
                next = step(state, kind);
                if (next == null) {
                    return Answer.UNKNOWN;
                }
            }
            if (next == MATCH) {
                return Answer.YES;
            }
            if (next.instructions.length == 0) {
                return Answer.NO;
            }
            state = next;
        }
        return ends(state) ? Answer.YES : Answer.NO;
    }

    private boolean ends(State state) {
        if (state.end == 0) {
            int conditions = END | LINE_END;
            if (state.before == NOTHING) {
                conditions |= BEGIN | LINE_BEGIN;
            } else if (state.before == NEWLINE) {
                conditions |= LINE_BEGIN;
            }
            conditions |= state.before == WORD ? WORD_EDGE : NO_WORD_EDGE;
            AutomatonProgram.Reached reached = program.reach(state.instructions, conditions);
            state.end = reached.matches() ? 2 : 1;
        }
        return state.end == 2;
    }

    /** The state behind a character; null where there are too many. */
    private State step(State state, int kind) {
        int now = classWords[kind];
        int conditions = 0;
        if (state.before == NOTHING) {
            conditions |= BEGIN | LINE_BEGIN;
        } else if (state.before == NEWLINE) {
            conditions |= LINE_BEGIN;
        }
        if (now == NEWLINE) {
            conditions |= LINE_END;
        }
        conditions |= (state.before == WORD) != (now == WORD) ? WORD_EDGE : NO_WORD_EDGE;
        AutomatonProgram.Reached reached = program.reach(state.instructions, conditions);
        int[] behind = reached.matches() ? null : reached.behind(edges[kind], !anchored);
        State next;
        if (behind == null) {
            next = MATCH;
        } else {
            int before = program.looksBehind() ? now : OTHER;
            Key key = new Key(before, Arrays.toString(behind));
            next = states.get(key);
            if (next == null) {
                if (states.size() >= MAX_STATES || instructions > MAX_INSTRUCTIONS) {
                    return null;
                }
                instructions += behind.length;
                next = states.computeIfAbsent(key, made -> new State(before, behind, edges.length));
            }
        }
        state.next[kind] = next;
        return next;
    }
}
