package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.IteratorValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The filters and tests that templates can use. Immutable. */
public final class Library {
    /** What a filter does. */
    @FunctionalInterface
    public interface Filter {
        /** {@return the filtered value} */
        Value apply(Value value, Arguments arguments, Machine machine);
    }

    /** What a test does. */
    @FunctionalInterface
    interface Test {
        /** {@return the answer} */
        Truth apply(Value value, Arguments arguments, Machine machine);
    }

    /**
     * A filter.
     *
     * @param body what it does
     * @param careful whether it knows itself what to do with values that are not known
     */
    record Entry(Filter body, boolean careful) {}

    /** Jinja's own filters and tests. */
    public static final Library JINJA = jinja();

    private final Map<String, Entry> filters;
    private final Map<String, Test> tests;

    private Library(Map<String, Entry> filters, Map<String, Test> tests) {
        this.filters = new TreeMap<>(filters);
        this.tests = new TreeMap<>(tests);
    }

    private static Library jinja() {
        Map<String, Entry> filters = new TreeMap<>();
        TextFilters.register(filters);
        SequenceFilters.register(filters);
        ValueFilters.register(filters);
        Map<String, Test> tests = new TreeMap<>();
        Tests.register(tests);
        return new Library(filters, tests);
    }

    /** {@return a library with a further filter, which knows itself what to do with values that are not known} */
    public Library with(String name, Filter filter) {
        Map<String, Entry> more = new TreeMap<>(filters);
        more.put(name, new Entry(filter, true));
        return new Library(more, tests);
    }

    boolean hasFilter(String name) {
        return filters.containsKey(name);
    }

    boolean hasTest(String name) {
        return tests.containsKey(name);
    }

    Value filter(String name, Value value, Arguments arguments, Machine machine) {
        Entry filter = filters.get(name);
        if (filter == null) {
            throw TemplateException.error("no filter named '" + name + "'");
        }
        if (filter.careful()) {
            return filter.body().apply(value, arguments, machine);
        }
        Optional<String> unknown = value.unknown().or(arguments::unknown);
        if (unknown.isEmpty()) {
            return filter.body().apply(value, arguments, machine);
        }
        if (value instanceof UnknownValue
                || arguments.positional().stream().anyMatch(UnknownValue.class::isInstance)
                || arguments.named().values().stream().anyMatch(UnknownValue.class::isInstance)) {
            return new UnknownValue(unknown.get());
        }
        return inDoubt(filter.body(), value, arguments, unknown.get(), machine);
    }

    /** Applies a filter to a value of which a part is not known. */
    private static Value inDoubt(Filter filter, Value value, Arguments arguments, String unknown, Machine machine) {
        Value result;
        try {
            result = filter.apply(value, arguments, machine);
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.LIMIT) {
                throw e;
            }
            return new UnknownValue(unknown);
        }
        if (result instanceof StringValue text) {
            return text.unknown(unknown);
        }
        if (value instanceof StringValue) {
            return new UnknownValue(unknown);
        }
        if (result instanceof ListValue list) {
            return new ListValue(list.items(), Optional.of(unknown));
        }
        if (result instanceof IteratorValue iterator) {
            return new IteratorValue(iterator.take(machine), "generator", Optional.of(unknown));
        }
        if (result instanceof DictionaryValue dictionary) {
            return dictionary.copy().open(unknown);
        }
        return new UnknownValue(unknown);
    }

    Truth test(String name, Value value, Arguments arguments, Machine machine) {
        Test test = tests.get(name);
        if (test == null) {
            throw TemplateException.error("no test named '" + name + "'");
        }
        return test.apply(value, arguments, machine);
    }
}
