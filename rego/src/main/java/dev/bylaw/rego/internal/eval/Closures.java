package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;

/** The nodes that run a query of their own: negation, {@code every}, comprehensions. */
final class Closures {
    private Closures() {}

    /** The end of a search for one solution: a certain one ends it, one in doubt is remembered. */
    static final class Found extends Step {
        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            if (run.path.isNone()) {
                return true;
            }
            run.maybe = true;
            return false;
        }
    }

    /** Holds where a query has no solution. */
    static final class Not extends Step {
        private final Step query;

        Not(Step query) {
            this.query = query;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt path = run.path;
            Outcome found = exists(frame, query);
            if (found.value() != null) {
                run.looked(found.doubt());
                return false;
            }
            run.doubt(found.doubt());
            boolean stop = next.run(frame);
            run.path = path;
            return stop;
        }
    }

    /** Holds where one of two queries has a solution, or both; the second is asked only where the first leaves it open. */
    static final class Logical extends Step {
        private final boolean both;
        private final Step left;
        private final Step right;

        Logical(boolean both, Step left, Step right) {
            this.both = both;
            this.left = left;
            this.right = right;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt path = run.path;
            Outcome first = exists(frame, left);
            boolean holds = first.value() != null;
            Doubt doubt = first.doubt();
            boolean decided = doubt.isNone() && holds != both;
            if (!decided) {
                Outcome second = exists(frame, right);
                boolean secondHolds = second.value() != null;
                if (second.doubt().isNone() && secondHolds != both) {
                    holds = secondHolds;
                    doubt = Doubt.NONE;
                } else {
                    holds = both ? holds && secondHolds : holds || secondHolds;
                    doubt = doubt.and(second.doubt());
                }
            }
            if (!holds) {
                run.looked(doubt);
                return false;
            }
            run.doubt(doubt);
            boolean stop = next.run(frame);
            run.path = path;
            return stop;
        }
    }

    /** Whether a query has a solution, and what that depends on. */
    private static Outcome exists(Frame frame, Step query) {
        Evaluation run = frame.run;
        Doubt path = run.path;
        Doubt reads = run.reads;
        boolean outerMaybe = run.maybe;
        run.path = Doubt.NONE;
        run.reads = Doubt.NONE;
        run.maybe = false;
        boolean certain = query.run(frame);
        boolean holds = certain || run.maybe;
        Doubt doubt = certain ? Doubt.NONE : run.reads;
        run.path = path;
        run.reads = reads;
        run.maybe = outerMaybe;
        return new Outcome(holds ? BooleanValue.TRUE : null, doubt);
    }

    /** Holds where a query has a solution for each member of a collection. */
    static final class Every extends Step {
        private final Compute domain;
        private final int keySlot;
        private final int valueSlot;
        private final Step query;

        Every(Compute domain, int keySlot, int valueSlot, Step query) {
            this.domain = domain;
            this.keySlot = keySlot;
            this.valueSlot = valueSlot;
            this.query = query;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value collection = domain.eval(frame);
            boolean stop = false;
            if (collection instanceof ArrayValue
                    || collection instanceof ObjectValue
                    || collection instanceof SetValue) {
                stop = holds(frame, collection) && next.run(frame);
            }
            run.path = before;
            return stop;
        }

        private boolean holds(Frame frame, Value collection) {
            Evaluation run = frame.run;
            Doubt path = run.path;
            Doubt reads = run.reads;
            boolean outerMaybe = run.maybe;
            // Other members may be there, for which it may not hold.
            Doubt needed = extent(collection);
            Doubt failed = Doubt.NONE;
            boolean all = true;
            int size = size(collection);
            for (int i = 0; i < size; i++) {
                run.work(1);
                Doubt member = bind(frame, collection, i);
                run.path = keySlot >= 0 && collection instanceof ArrayValue array ? array.open() : Doubt.NONE;
                run.reads = run.path;
                run.maybe = false;
                if (query.run(frame)) {
                    continue;
                }
                Doubt why = run.reads.and(member);
                if (run.maybe) {
                    needed = needed.and(why);
                } else {
                    all = false;
                    failed = failed.and(why);
                    if (why.isNone()) {
                        failed = Doubt.NONE;
                        needed = Doubt.NONE;
                        break;
                    }
                }
            }
            run.path = path;
            run.reads = reads;
            run.maybe = outerMaybe;
            if (all) {
                run.doubt(needed);
            } else {
                run.looked(failed.and(needed));
            }
            return all;
        }

        private Doubt bind(Frame frame, Value collection, int i) {
            Value key;
            Value value;
            Doubt doubt;
            if (collection instanceof ArrayValue array) {
                key = NumberValue.of(i);
                value = array.get(i);
                doubt = array.memberDoubt(i);
            } else if (collection instanceof ObjectValue object) {
                key = object.keyAt(i);
                value = object.valueAt(i);
                doubt = object.memberDoubt(i);
            } else {
                SetValue set = (SetValue) collection;
                key = set.get(i);
                value = key;
                doubt = set.memberDoubt(i);
            }
            if (keySlot >= 0) {
                frame.slots[keySlot] = key;
            }
            if (valueSlot >= 0) {
                frame.slots[valueSlot] = value;
            }
            return doubt;
        }

        private static int size(Value collection) {
            if (collection instanceof ArrayValue array) {
                return array.size();
            }
            return collection instanceof ObjectValue object ? object.size() : ((SetValue) collection).size();
        }

        private static Doubt extent(Value collection) {
            if (collection instanceof ArrayValue array) {
                return array.open();
            }
            return collection instanceof ObjectValue object ? object.extent() : collection.doubt();
        }
    }

    /** A comprehension: runs a query and collects what each solution gives. */
    abstract static class Comprehension extends Compute {
        private final Step query;
        private final int collector;

        Comprehension(Step query, int collector) {
            this.query = query;
            this.collector = collector;
        }

        abstract Object builder();

        abstract Value build(Object builder, Doubt open);

        @Override
        Value eval(Frame frame) {
            Evaluation run = frame.run;
            Doubt path = run.path;
            Doubt reads = run.reads;
            boolean maybe = run.maybe;
            Object outer = frame.collectors[collector];
            Object builder = builder();
            frame.collectors[collector] = builder;
            run.path = Doubt.NONE;
            run.reads = Doubt.NONE;
            query.run(frame);
            Doubt open = run.reads;
            frame.collectors[collector] = outer;
            run.path = path;
            run.reads = reads;
            run.maybe = maybe;
            return build(builder, open);
        }
    }

    /** Collects an array. */
    static final class ArrayComprehension extends Comprehension {
        ArrayComprehension(Step query, int collector) {
            super(query, collector);
        }

        @Override
        Object builder() {
            return ArrayValue.builder();
        }

        @Override
        Value build(Object builder, Doubt open) {
            return ((ArrayValue.Builder) builder).open(open).build();
        }
    }

    /** Collects a set. */
    static final class SetComprehension extends Comprehension {
        SetComprehension(Step query, int collector) {
            super(query, collector);
        }

        @Override
        Object builder() {
            return SetValue.builder();
        }

        @Override
        Value build(Object builder, Doubt open) {
            return ((SetValue.Builder) builder).open(open).build();
        }
    }

    /** Collects an object. */
    static final class ObjectComprehension extends Comprehension {
        ObjectComprehension(Step query, int collector) {
            super(query, collector);
        }

        @Override
        Object builder() {
            return ObjectValue.builder();
        }

        @Override
        Value build(Object builder, Doubt open) {
            return ((ObjectValue.Builder) builder).open(open).build();
        }
    }

    /** The end of a comprehension's query: adds to the collector. */
    static final class Add extends Step {
        private final int collector;
        private final Compute value;

        Add(int collector, Compute value) {
            this.collector = collector;
            this.value = value;
        }

        @Override
        boolean run(Frame frame) {
            Value item = value.eval(frame);
            if (item != null) {
                frame.run.made(1);
                Object builder = frame.collectors[collector];
                if (builder instanceof SetValue.Builder set) {
                    frame.run.through(item);
                    set.add(item, frame.run.path);
                } else {
                    ((ArrayValue.Builder) builder).add(item, frame.run.path);
                }
            }
            return false;
        }
    }

    /** The end of an object comprehension's query: adds to the collector. */
    static final class Put extends Step {
        private final int collector;
        private final Compute key;
        private final Compute value;
        private final RegoLocation at;

        Put(int collector, Compute key, Compute value, RegoLocation at) {
            this.collector = collector;
            this.key = key;
            this.value = value;
            this.at = at;
        }

        @Override
        boolean run(Frame frame) {
            Value name = key.eval(frame);
            Value item = name == null ? null : value.eval(frame);
            if (item != null) {
                put(frame.run, (ObjectValue.Builder) frame.collectors[collector], name, item);
            }
            return false;
        }

        private void put(Evaluation run, ObjectValue.Builder object, Value name, Value item) {
            run.made(2);
            run.through(name);
            Value before = object.get(name);
            if (before == null) {
                object.put(name, item, run.path);
                return;
            }
            Doubt known = object.doubt(name);
            if (Lookup.equal(run, before, item)) {
                object.put(name, before, known.isNone() || run.path.isNone() ? Doubt.NONE : known.and(run.path));
                return;
            }
            Doubt cause = known.and(run.path).and(name.doubt());
            run.conflict(
                    RegoError.at(
                                    at,
                                    "eval_conflict_error",
                                    "object keys must be unique: " + TermText.brief(name) + " has two values")
                            .withSuggestion("take the second value into the key, or collect the values in a set"),
                    cause);
            object.put(name, before, cause.and(run.reads));
        }
    }
}
