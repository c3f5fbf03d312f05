package dev.bylaw.rego.internal.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The instructions of an expression: characters, conditions, branches. Immutable. */
final class AutomatonProgram {
    /** The largest program; repeated parts are there once for each time. */
    private static final int MAX_SIZE = 2000;

    private static final int MATCH = -1;

    /** An instruction that goes on at one or two others; at most one of the first two is there. */
    private static final class Instruction {
        final CharacterSet characters;
        final int condition;
        int next;
        int other;

        Instruction(CharacterSet characters, int condition, int next, int other) {
            this.characters = characters;
            this.condition = condition;
            this.next = next;
            this.other = other;
        }
    }

    private final List<Instruction> instructions = new ArrayList<>();
    private int start;
    private int conditions;

    private AutomatonProgram() {}

    /** The program of an expression; empty where it is too large. */
    static Optional<AutomatonProgram> of(PatternTree tree) {
        AutomatonProgram program = new AutomatonProgram();
        try {
            program.start = program.add(tree, MATCH);
            return Optional.of(program);
        } catch (TooLargeException e) {
            return Optional.empty();
        }
    }

    /**
     * The program of steps that must match all of a text.
     *
     * @param characters for each step what it takes before the next one; null for a step that only goes on
     * @param targets for each of those steps where it goes on; nowhere for the last one, which ends
     */
    static Optional<AutomatonProgram> of(List<CharacterSet> characters, List<int[]> targets) {
        AutomatonProgram program = new AutomatonProgram();
        try {
            for (int i = 0; i < characters.size(); i++) {
                boolean last = i == characters.size() - 1;
                program.add(characters.get(i), last ? Automaton.END : 0, last ? MATCH : i + 1, last ? MATCH : i + 1);
            }
            for (int i = 0; i + 1 < characters.size(); i++) {
                int[] all = targets.get(i);
                for (int j = 0; characters.get(i) == null && j < all.length; j++) {
                    Instruction fork = program.instructions.get(i);
                    fork.next = j == 0 ? all[0] : program.add(null, 0, fork.next, fork.other);
                    fork.other = all[j];
                }
            }
            program.start = program.add(null, Automaton.BEGIN, 0, 0);
            program.conditions = Automaton.BEGIN | Automaton.END;
            return Optional.of(program);
        } catch (TooLargeException e) {
            return Optional.empty();
        }
    }

    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("too large", null, false, false);
        }
    }

    private int add(CharacterSet characters, int condition, int next, int other) {
        if (instructions.size() >= MAX_SIZE) {
            throw new TooLargeException();
        }
        instructions.add(new Instruction(characters, condition, next, other));
        return instructions.size() - 1;
    }

    /** Adds what matches a tree and then goes on; {@return where it begins} */
    private int add(PatternTree tree, int next) {
        if (tree instanceof PatternTree.One one) {
            return add(one.characters(), 0, next, next);
        }
        if (tree instanceof PatternTree.Place place) {
            conditions |= place.condition();
            return add(null, place.condition(), next, next);
        }
        if (tree instanceof PatternTree.Group group) {
            return add(group.part(), next);
        }
        if (tree instanceof PatternTree.Sequence sequence) {
            int begin = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                begin = add(sequence.parts().get(i), begin);
            }
            return begin;
        }
        if (tree instanceof PatternTree.Choice choice) {
            int begin = add(choice.alternatives().get(0), next);
            for (int i = 1; i < choice.alternatives().size(); i++) {
                begin = add(null, 0, begin, add(choice.alternatives().get(i), next));
            }
            return begin;
        }
        PatternTree.Repeat repeat = (PatternTree.Repeat) tree;
        int begin = next;
        if (repeat.most() < 0) {
            int loop = add(null, 0, next, next);
            instructions.get(loop).other = add(repeat.part(), loop);
            begin = loop;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                begin = add(null, 0, next, add(repeat.part(), begin));
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            begin = add(repeat.part(), begin);
        }
        return begin;
    }

    int start() {
        return start;
    }

    /** Whether any condition depends on what stands before a place. */
    boolean looksBehind() {
        return (conditions & (Automaton.LINE_BEGIN | Automaton.WORD_EDGE | Automaton.NO_WORD_EDGE)) != 0;
    }

    /** Whether nothing can match but at the beginning of a text. */
    boolean isAnchored() {
        Reached reached = reach(new int[] {start}, ~Automaton.BEGIN);
        return !reached.matches && reached.characters.isEmpty();
    }

    /** Where classes of characters begin that no instruction tells apart, ascending from 0. */
    int[] edges() {
        TreeSet<Integer> edges = new TreeSet<>();
        edges.add(0);
        for (Instruction instruction : instructions) {
            if (instruction.characters != null) {
                instruction.characters.edges(edges::add);
            }
        }
        if (conditions != 0) {
            CharacterSet.WORD.edges(edges::add);
            CharacterSet.of('\n', '\n').edges(edges::add);
        }
        edges.remove(Character.MAX_CODE_POINT + 1);
        return edges.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The instructions at one place: whether one of them ends, and those that want a character. */
    final class Reached {
        private final BitSet characters = new BitSet();
        private boolean matches;

        boolean matches() {
            return matches;
        }

        /**
         * The instructions behind a character, where wanted with the first one, for a match may begin there; null where
         * the expression matches up to there.
         */
        int[] behind(int c, boolean again) {
            BitSet next = new BitSet();
            for (int i = characters.nextSetBit(0); i >= 0; i = characters.nextSetBit(i + 1)) {
                Instruction instruction = instructions.get(i);
                if (instruction.characters.contains(c)) {
                    if (instruction.next == MATCH) {
                        return null;
                    }
                    next.set(instruction.next);
                }
            }
            if (again && start != MATCH) {
                next.set(start);
            }
            return next.stream().toArray();
        }
    }

    /** What is reached from some instructions without a character, where these conditions hold. */
    Reached reach(int[] from, int holding) {
        Reached reached = new Reached();
        BitSet seen = new BitSet();
        int[] stack = Arrays.copyOf(from, Math.max(16, from.length));
        int size = from.length;
        while (size > 0) {
            int at = stack[--size];
            if (at == MATCH) {
                reached.matches = true;
                continue;
            }
            if (seen.get(at)) {
                continue;
            }
            seen.set(at);
            Instruction instruction = instructions.get(at);
            if (instruction.characters != null) {
                reached.characters.set(at);
                continue;
            }
            if ((instruction.condition & ~holding) != 0) {
                continue;
            }
            if (size + 2 > stack.length) {
                stack = Arrays.copyOf(stack, stack.length * 2);
            }
            stack[size++] = instruction.next;
            if (instruction.other != instruction.next) {
                stack[size++] = instruction.other;
            }
        }
        return reached;
    }
}
