package dev.bylaw.rego;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The unknown places that something depends on: a set, empty where the thing is certain.
 *
 * <p>Immutable. At most {@link #MAX_PLACES} places are kept, always the first ones in their order, so that the union of
 * doubts does not depend on the order in which they were met; {@link #truncated()} says that there were more.
 */
public final class Doubt {
    /** How many places a doubt names at most. */
    public static final int MAX_PLACES = 16;

    /** No doubt: the same in every possible world. */
    public static final Doubt NONE = new Doubt(new UnknownPlace[0], false);

    private final UnknownPlace[] places;
    private final boolean truncated;

    private Doubt(UnknownPlace[] places, boolean truncated) {
        this.places = places;
        this.truncated = truncated;
    }

    /**
     * A doubt about one place.
     *
     * @param pointer JSON pointer of the place
     * @param reason why it is not known
     * @return the doubt
     */
    public static Doubt about(String pointer, String reason) {
        return about(new UnknownPlace(pointer, reason));
    }

    /**
     * A doubt about one place.
     *
     * @param place the place
     * @return the doubt
     */
    public static Doubt about(UnknownPlace place) {
        Objects.requireNonNull(place, "place is null");
        return new Doubt(new UnknownPlace[] {place}, false);
    }

    /** {@return whether nothing unknown is involved} */
    public boolean isNone() {
        return places.length == 0;
    }

    /** {@return the places, sorted, at most {@link #MAX_PLACES}} */
    public List<UnknownPlace> places() {
        return Collections.unmodifiableList(Arrays.asList(places));
    }

    /** {@return whether there were more places than are named} */
    public boolean truncated() {
        return truncated;
    }

    /**
     * The union of two doubts.
     *
     * @param other another doubt
     * @return a doubt about the places of both
     */
    public Doubt and(Doubt other) {
        if (other == this || other.places.length == 0) {
            return this;
        }
        if (places.length == 0) {
            return other;
        }
        return merge(this, other);
    }

    private static Doubt merge(Doubt left, Doubt right) {
        UnknownPlace[] merged = new UnknownPlace[Math.min(MAX_PLACES, left.places.length + right.places.length)];
        int count = 0;
        int l = 0;
        int r = 0;
        while (count < merged.length && (l < left.places.length || r < right.places.length)) {
            int order;
            if (l == left.places.length) {
                order = 1;
            } else if (r == right.places.length) {
                order = -1;
            } else {
                order = left.places[l].compareTo(right.places[r]);
            }
            merged[count++] = order <= 0 ? left.places[l] : right.places[r];
            if (order <= 0) {
                l++;
            }
            if (order >= 0) {
                r++;
            }
        }
        boolean more = left.truncated || right.truncated || l < left.places.length || r < right.places.length;
        if (count == left.places.length && l == count && more == left.truncated && sameTo(left, merged, count)) {
            return left;
        }
        if (count == right.places.length && r == count && more == right.truncated && sameTo(right, merged, count)) {
            return right;
        }
        return new Doubt(count == merged.length ? merged : Arrays.copyOf(merged, count), more);
    }

    private static boolean sameTo(Doubt doubt, UnknownPlace[] merged, int count) {
        for (int i = 0; i < count; i++) {
            if (doubt.places[i] != merged[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Doubt that && truncated == that.truncated && Arrays.equals(places, that.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places) * 31 + Boolean.hashCode(truncated);
    }

    @Override
    public String toString() {
        return Arrays.toString(places) + (truncated ? " and more" : "");
    }
}
