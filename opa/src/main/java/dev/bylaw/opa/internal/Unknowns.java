package dev.bylaw.opa.internal;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The places of a document that a compiled rule must not read, since something in them is not known: the outermost values of
 * which it is not certain what they have inside. That they are there is certain. Immutable.
 */
final class Unknowns {
    /** The maps of an element that list what is not known about it: they are there, whatever they would list. */
    private static final Set<String> STATES = Set.of("unknown", "open");

    private record Place(ArrayValue path, Doubt doubt) {}

    private final int first;
    private final List<Place> places = new ArrayList<>();
    private Doubt whole = Doubt.NONE;

    private Unknowns(int first) {
        this.first = first;
    }

    /**
     * Finds them.
     *
     * @param document the document
     * @param first the number of the first place
     * @return the places
     */
    static Unknowns of(ObjectValue document, int first) {
        Unknowns unknowns = new Unknowns(first);
        unknowns.add(document, new ArrayList<>());
        return unknowns;
    }

    private void add(Value value, List<Value> path) {
        if (value.doubt().isNone()) {
            return;
        }
        if (!(value instanceof ObjectValue object) || !hasCertainKeys(object)) {
            hide(value.doubt(), path);
            return;
        }
        for (int i = 0; i < object.size(); i++) {
            path.add(object.keyAt(i));
            if (!object.memberDoubt(i).isNone()) {
                hide(object.memberDoubt(i).and(object.valueAt(i).doubt()), path);
            } else {
                add(object.valueAt(i), path);
            }
            path.remove(path.size() - 1);
        }
    }

    /** Whether it is certain which keys an object has. */
    private static boolean hasCertainKeys(ObjectValue object) {
        if (!object.open().isNone() || !object.absent().isEmpty()) {
            return false;
        }
        // A key that may not be there is that of something else; an element has both maps.
        boolean element = STATES.stream().allMatch(name -> object.get(name) instanceof ObjectValue);
        for (int i = 0; i < object.size(); i++) {
            boolean state = element && object.keyAt(i) instanceof StringValue key && STATES.contains(key.value());
            if (!object.memberDoubt(i).isNone() && !state) {
                return false;
            }
        }
        return true;
    }

    private void hide(Doubt doubt, List<Value> path) {
        if (path.isEmpty()) {
            whole = whole.and(doubt);
        } else {
            places.add(new Place(ArrayValue.of(path), doubt));
        }
    }

    /** {@return why nothing of the document may be read; none where its keys are certain} */
    Doubt whole() {
        return whole;
    }

    /** {@return how many places there are} */
    int size() {
        return places.size();
    }

    /** {@return the path of a place, from 0} */
    ArrayValue path(int index) {
        return places.get(index).path();
    }

    /** {@return the number of a place, from 0} */
    int number(int index) {
        return first + index;
    }

    /** {@return the number that no place has} */
    int next() {
        return first + places.size();
    }

    /** {@return why the place of this number is not known; none where it is another document's} */
    Doubt doubt(int number) {
        int index = number - first;
        return index >= 0 && index < places.size() ? places.get(index).doubt() : Doubt.NONE;
    }

    /** {@return why something is not known} */
    Doubt all() {
        Doubt all = whole;
        for (Place place : places) {
            all = all.and(place.doubt());
        }
        return all;
    }
}
