package dev.bylaw.rules.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Gives each of several demands something of its own that meets it, as many as can be. One that is content with much takes
 * nothing from one that is not.
 *
 * @param unmet the demands for which nothing is left
 * @param left what no demand got
 */
record Pairing(List<Integer> unmet, List<Integer> left) {
    private static final int NONE = -1;

    static <T> Pairing of(List<Predicate<T>> demands, List<T> found) {
        int[] owner = new int[found.size()];
        Arrays.fill(owner, NONE);
        List<Integer> unmet = new ArrayList<>();
        for (int demand = 0; demand < demands.size(); demand++) {
            if (!settle(demand, demands, found, owner, new boolean[found.size()])) {
                unmet.add(demand);
            }
        }
        List<Integer> left = IntStream.range(0, found.size())
                .filter(index -> owner[index] == NONE)
                .boxed()
                .toList();
        return new Pairing(unmet, left);
    }

    /** Finds something for a demand, where need be by giving another demand something else. */
    private static <T> boolean settle(
            int demand, List<Predicate<T>> demands, List<T> found, int[] owner, boolean[] tried) {
        for (int index = 0; index < found.size(); index++) {
            if (!tried[index] && demands.get(demand).test(found.get(index))) {
                tried[index] = true;
                if (owner[index] == NONE || settle(owner[index], demands, found, owner, tried)) {
                    owner[index] = demand;
                    return true;
                }
            }
        }
        return false;
    }
}
