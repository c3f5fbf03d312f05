package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Value;
import java.util.Arrays;

/** The outcomes of the calls of one function, by their arguments, of which nothing is unknown. Not thread-safe. */
final class CallMemo {
    private static final int FIRST_SIZE = 16;

    private Value[][] arguments = new Value[FIRST_SIZE][];
    private Outcome[] outcomes = new Outcome[FIRST_SIZE];
    private int[] hashes = new int[FIRST_SIZE];
    private int[] table = new int[FIRST_SIZE * 2];
    private int size;

    static int hash(Value[] arguments) {
        int hash = 1;
        for (Value argument : arguments) {
            hash = hash * 31 + argument.hashCode();
        }
        return (hash ^ hash >>> 16) * 0x9E3779B9;
    }

    /** The outcome of a call with equal arguments, or null. */
    Outcome find(Value[] wanted, int hash) {
        int slot = hash >>> 7 & table.length - 1;
        while (table[slot] != 0) {
            int position = table[slot] - 1;
            if (hashes[position] == hash && Arrays.equals(arguments[position], wanted)) {
                return outcomes[position];
            }
            slot = slot + 1 & table.length - 1;
        }
        return null;
    }

    /** Remembers the outcome of a call that was not found. The arguments must not be changed afterwards. */
    void add(Value[] called, int hash, Outcome outcome) {
        if (size == outcomes.length) {
            int larger = size * 2;
            arguments = Arrays.copyOf(arguments, larger);
            outcomes = Arrays.copyOf(outcomes, larger);
            hashes = Arrays.copyOf(hashes, larger);
            table = new int[larger * 2];
            for (int i = 0; i < size; i++) {
                insert(hashes[i], i);
            }
        }
        arguments[size] = called;
        outcomes[size] = outcome;
        hashes[size] = hash;
        insert(hash, size++);
    }

    private void insert(int hash, int position) {
        int slot = hash >>> 7 & table.length - 1;
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = position + 1;
    }
}
