package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.Value;

/** Finds the position of a value in an array of distinct values: linear where they are few, else by open addressing. */
public final class HashIndex {
    /** Up to this many values, comparing hashes one by one is faster than a table. */
    private static final int LINEAR = 8;

    private final Value[] values;
    private final int[] table;

    /** An index over these values, which must be distinct and must not change. */
    public HashIndex(Value[] values) {
        this.values = values;
        if (values.length <= LINEAR) {
            table = null;
            return;
        }
        table = new int[Integer.highestOneBit(values.length) * 4];
        for (int i = 0; i < values.length; i++) {
            int slot = slot(values[i].hashCode());
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i + 1;
        }
    }

    /** The position of an equal value, or -1. */
    public int find(Value value) {
        if (table == null) {
            for (int i = 0; i < values.length; i++) {
                if (values[i].equals(value)) {
                    return i;
                }
            }
            return -1;
        }
        int slot = slot(value.hashCode());
        while (table[slot] != 0) {
            int position = table[slot] - 1;
            if (values[position].equals(value)) {
                return position;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return -1;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) * 0x9E3779B9 >>> 7 & (table.length - 1);
    }
}
