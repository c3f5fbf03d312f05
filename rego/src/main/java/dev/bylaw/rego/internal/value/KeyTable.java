package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.Arrays;

/**
 * Distinct values in the order in which they were added, found by their hash. Linear where they are few, else by open
 * addressing. Not thread-safe while it grows; afterwards to be shared between threads.
 */
public final class KeyTable {
    /** Up to this many values, comparing hashes one by one is faster than a table. */
    private static final int LINEAR = 8;

    private Value[] values;
    private int[] hashes;

    /** For each slot the position of a value plus 1; null while there are few. */
    private int[] table;

    private int size;

    /** An empty table. */
    public KeyTable() {
        this(4);
    }

    /** An empty table with room for so many values. */
    public KeyTable(int capacity) {
        values = new Value[Math.max(capacity, 1)];
        hashes = new int[values.length];
        if (capacity > LINEAR) {
            table = new int[Integer.highestOneBit(capacity) * 4];
        }
    }

    /** A table of these values, which must be distinct and must not change. */
    public static KeyTable of(Value[] distinct) {
        KeyTable made = new KeyTable(distinct);
        return made;
    }

    private KeyTable(Value[] distinct) {
        values = distinct;
        size = distinct.length;
        hashes = new int[size];
        for (int i = 0; i < size; i++) {
            hashes[i] = hash(distinct[i]);
        }
        if (size > LINEAR) {
            index(Integer.highestOneBit(size) * 4);
        }
    }

    private KeyTable(KeyTable other) {
        values = Arrays.copyOf(other.values, Math.max(1, other.size));
        hashes = Arrays.copyOf(other.hashes, values.length);
        table = other.table == null ? null : other.table.clone();
        size = other.size;
    }

    /** {@return a table of the same values that can grow by itself} */
    public KeyTable copy() {
        return new KeyTable(this);
    }

    /** {@return how many values there are} */
    public int size() {
        return size;
    }

    /** {@return the value at a position} */
    public Value get(int position) {
        return values[position];
    }

    /** {@return the hash of the value at a position} */
    public int hash(int position) {
        return hashes[position];
    }

    /** Puts an equal value in the place of another. */
    public void replace(int position, Value equal) {
        values[position] = equal;
    }

    /** {@return the values as an array, which is not to be changed} */
    public Value[] toArray() {
        if (values.length != size) {
            values = Arrays.copyOf(values, size);
            hashes = Arrays.copyOf(hashes, size);
        }
        return values;
    }

    /** The position of an equal value, or -1. */
    public int find(Value value) {
        int hash = hash(value);
        if (table == null) {
            for (int i = 0; i < size; i++) {
                if (hashes[i] == hash && isSame(values[i], value)) {
                    return i;
                }
            }
            return -1;
        }
        int slot = slot(hash);
        while (table[slot] != 0) {
            int position = table[slot] - 1;
            if (hashes[position] == hash && isSame(values[position], value)) {
                return position;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return -1;
    }

    /** Adds a value; {@return its position, or -1 less the position of an equal one that is there} */
    public int add(Value value) {
        int hash = hash(value);
        if (table == null) {
            for (int i = 0; i < size; i++) {
                if (hashes[i] == hash && isSame(values[i], value)) {
                    return -1 - i;
                }
            }
            append(value, hash);
            if (size > LINEAR) {
                index(Integer.highestOneBit(size) * 4);
            }
            return size - 1;
        }
        int slot = slot(hash);
        while (table[slot] != 0) {
            int position = table[slot] - 1;
            if (hashes[position] == hash && isSame(values[position], value)) {
                return -1 - position;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        append(value, hash);
        table[slot] = size;
        if (size * 2 > table.length) {
            index(table.length * 2);
        }
        return size - 1;
    }

    /** Most keys that are looked for are the very value; then no method has to be chosen by its type. */
    private static boolean isSame(Value left, Value right) {
        return left == right || (left instanceof StringValue text ? text.equals(right) : left.equals(right));
    }

    private static int hash(Value value) {
        return value instanceof StringValue text ? text.hashCode() : value.hashCode();
    }

    private void append(Value value, int hash) {
        if (size == values.length) {
            int larger = size * 2;
            values = Arrays.copyOf(values, larger);
            hashes = Arrays.copyOf(hashes, larger);
        }
        values[size] = value;
        hashes[size++] = hash;
    }

    private void index(int slots) {
        table = new int[slots];
        for (int i = 0; i < size; i++) {
            int slot = slot(hashes[i]);
            while (table[slot] != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = i + 1;
        }
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) * 0x9E3779B9 >>> 7 & (table.length - 1);
    }
}
