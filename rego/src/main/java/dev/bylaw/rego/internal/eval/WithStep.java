package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a statement with replacements; what follows it sees the old documents again. */
final class WithStep extends Step {
    /** One replacement; exactly one of the two forms of target is there. */
    record Replacement(boolean input, Compute[] path, String function, Compute value, String otherFunction) {}

    private final Replacement[] replacements;
    private final Step body;
    private final Restore end;
    private final int collector;

    /** A step whose body ends with this {@link Restore}, which has the same collector. */
    WithStep(Replacement[] replacements, Step body, Restore end, int collector) {
        this.replacements = replacements;
        this.body = body;
        this.end = end;
        this.collector = collector;
    }

    @Override
    void link(Step following) {
        end.link(following);
    }

    @Override
    boolean run(Frame frame) {
        Evaluation run = frame.run;
        Doubt before = run.path;
        Context outer = run.context;
        Context inner = replaced(frame);
        boolean stop = false;
        if (inner != null) {
            Object saved = frame.collectors[collector];
            frame.collectors[collector] = new Context[] {outer, inner};
            run.context = inner;
            stop = body.run(frame);
            run.context = outer;
            frame.collectors[collector] = saved;
        }
        run.path = before;
        return stop;
    }

    /** The end of the statement: goes on with the documents from before it. */
    static final class Restore extends Step {
        private final int collector;

        Restore(int collector) {
            this.collector = collector;
        }

        @Override
        boolean run(Frame frame) {
            Context[] contexts = (Context[]) frame.collectors[collector];
            frame.run.context = contexts[0];
            boolean stop = next.run(frame);
            frame.run.context = contexts[1];
            frame.collectors[collector] = contexts;
            return stop;
        }
    }

    /** The documents with the replacements, or null where a value is undefined. All values are computed before. */
    private Context replaced(Frame frame) {
        Context outer = frame.run.context;
        Value input = outer.input;
        Value data = outer.data;
        List<List<String>> shadows = outer.shadows;
        Map<String, Context.Mock> mocks = outer.mocks;
        for (Replacement replacement : replacements) {
            Value value =
                    replacement.value() == null ? null : replacement.value().eval(frame);
            if (value == null && replacement.otherFunction() == null) {
                return null;
            }
            if (replacement.function() != null) {
                mocks = mocks == null ? new HashMap<>() : new HashMap<>(mocks);
                mocks.put(replacement.function(), new Context.Mock(value, replacement.otherFunction()));
                continue;
            }
            Value[] path = Computes.all(replacement.path(), frame);
            if (path == null) {
                return null;
            }
            if (replacement.input()) {
                input = set(frame.run, input, path, 0, value);
            } else {
                data = set(frame.run, data, path, 0, value);
                shadows = shadows == null ? new ArrayList<>() : new ArrayList<>(shadows);
                shadows.add(texts(path));
            }
        }
        return new Context(input, data, shadows, mocks, outer.groups.length);
    }

    private static List<String> texts(Value[] path) {
        List<String> texts = new ArrayList<>();
        for (Value step : path) {
            texts.add(step instanceof StringValue text ? text.value() : step.toString());
        }
        return texts;
    }

    /** A document with one place replaced; what is in the way becomes an object. */
    static Value set(Evaluation run, Value document, Value[] path, int from, Value value) {
        if (from == path.length) {
            return value;
        }
        Value inner = null;
        ObjectValue.Builder builder = ObjectValue.builder();
        if (document instanceof ObjectValue object) {
            run.work(1L + object.size());
            run.made(object.size());
            for (int i = 0; i < object.size(); i++) {
                if (object.keyAt(i).equals(path[from])) {
                    inner = object.valueAt(i);
                } else {
                    builder.put(object.keyAt(i), object.valueAt(i), object.memberDoubt(i));
                }
            }
            builder.open(object.open());
            object.absent().forEach((key, doubt) -> {
                if (!key.equals(path[from])) {
                    builder.absent(key, doubt);
                }
            });
        } else if (document instanceof ArrayValue array && path[from] instanceof NumberValue index) {
            run.work(1L + array.size());
            run.made(array.size());
            ArrayValue.Builder copy = ArrayValue.builder();
            for (int i = 0; i < array.size(); i++) {
                boolean hit = index.equals(NumberValue.of(i));
                copy.add(hit ? set(run, array.get(i), path, from + 1, value) : array.get(i), array.memberDoubt(i));
            }
            return copy.open(array.open()).build();
        }
        return builder.put(path[from], set(run, inner, path, from + 1, value)).build();
    }
}
