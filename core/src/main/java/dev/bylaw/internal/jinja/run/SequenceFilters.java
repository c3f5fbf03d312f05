package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.Attributes;
import dev.bylaw.internal.jinja.value.Comparison;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.IteratorValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Ordering;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Filters of sequences and dictionaries. */
final class SequenceFilters {
    private static final String UNORDERED = "values are put in order that are not all known";

    private SequenceFilters() {}

    static void register(Map<String, Library.Entry> filters) {
        add(filters, "length", SequenceFilters::length);
        add(filters, "count", SequenceFilters::length);
        add(filters, "list", (value, arguments, machine) -> new ListValue(Sequences.items(value, machine)));
        careful(filters, "first", (value, arguments, machine) -> end(value, false, machine));
        careful(filters, "last", (value, arguments, machine) -> end(value, true, machine));
        add(filters, "reverse", SequenceFilters::reverse);
        add(filters, "sort", SequenceFilters::sort);
        add(filters, "unique", SequenceFilters::unique);
        add(filters, "min", (value, arguments, machine) -> extreme(value, arguments, false, machine));
        add(filters, "max", (value, arguments, machine) -> extreme(value, arguments, true, machine));
        add(filters, "sum", SequenceFilters::sum);
        careful(filters, "join", SequenceFilters::join);
        add(filters, "batch", SequenceFilters::batch);
        add(filters, "slice", SequenceFilters::slice);
        add(filters, "groupby", SequenceFilters::groupBy);
        add(filters, "dictsort", SequenceFilters::sortDictionary);
        add(
                filters,
                "items",
                (value, arguments, machine) ->
                        value instanceof UndefinedValue ? IteratorValue.generator(List.of()) : pairs(value, machine));
        add(filters, "map", SequenceFilters::map);
        careful(filters, "select", (value, arguments, machine) -> select(value, arguments, false, true, machine));
        careful(filters, "reject", (value, arguments, machine) -> select(value, arguments, false, false, machine));
        careful(filters, "selectattr", (value, arguments, machine) -> select(value, arguments, true, true, machine));
        careful(filters, "rejectattr", (value, arguments, machine) -> select(value, arguments, true, false, machine));
        add(
                filters,
                "random",
                (value, arguments, machine) ->
                        new UnknownValue("the filter random takes any item, which differs from run to run"));
    }

    private static void add(Map<String, Library.Entry> filters, String name, Library.Filter filter) {
        filters.put(name, new Library.Entry(filter, false));
    }

    private static void careful(Map<String, Library.Entry> filters, String name, Library.Filter filter) {
        filters.put(name, new Library.Entry(filter, true));
    }

    private static Value length(Value value, Arguments arguments, Machine machine) {
        return IntegerValue.of(Sequences.length(value)
                .orElseThrow(() -> TemplateException.error("object of type '" + value.typeName() + "' has no len()")));
    }

    private static Value end(Value value, boolean last, Machine machine) {
        if (value.unknown().isPresent()) {
            return new UnknownValue(value.unknown().get());
        }
        if (last && value instanceof IteratorValue) {
            throw TemplateException.error("'" + value.typeName() + "' object is not reversible");
        }
        if (!last && value instanceof IteratorValue iterator) {
            return iterator.next(machine).orElseGet(() -> new UndefinedValue("No first item, sequence was empty."));
        }
        List<Value> items = Sequences.items(value, machine);
        if (items.isEmpty()) {
            return new UndefinedValue("No " + (last ? "last" : "first") + " item, sequence was empty.");
        }
        return items.get(last ? items.size() - 1 : 0);
    }

    private static Value reverse(Value value, Arguments arguments, Machine machine) {
        if (value instanceof StringValue string) {
            return machine.budget()
                    .text(new StringBuilder(string.text()).reverse().toString());
        }
        List<Value> items = new ArrayList<>(Sequences.items(value, machine));
        Collections.reverse(items);
        return value instanceof IteratorValue
                ? new ListValue(items)
                : new IteratorValue(items, "list_reverseiterator", Optional.empty());
    }

    /** Looks up what {@code attribute='a.b'} names; without it, the item itself. */
    private static UnaryOperator<Value> attribute(
            Optional<Value> attribute, Optional<Value> fallback, Machine machine) {
        if (attribute.isEmpty() || attribute.get() == NoneValue.NONE) {
            return UnaryOperator.identity();
        }
        List<Value> parts = new ArrayList<>();
        if (attribute.get() instanceof StringValue name) {
            for (String part : name.text().split("\\.", -1)) {
                boolean digits =
                        !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
                parts.add(digits ? IntegerValue.of(Long.parseLong(part)) : new StringValue(part));
            }
        } else {
            parts.add(attribute.get());
        }
        return item -> {
            Value found = item;
            for (Value part : parts) {
                found = Attributes.item(found, part, machine);
                if (found instanceof UndefinedValue && fallback.isPresent() && fallback.get() != NoneValue.NONE) {
                    found = fallback.get();
                }
            }
            return found;
        };
    }

    private static UnaryOperator<Value> sortKey(Optional<Value> attribute, boolean caseSensitive, Machine machine) {
        UnaryOperator<Value> find = attribute(attribute, Optional.empty(), machine);
        return item -> folded(find.apply(item), caseSensitive);
    }

    private static Value folded(Value value, boolean caseSensitive) {
        return !caseSensitive && value instanceof StringValue text
                ? new StringValue(text.text().toLowerCase(Locale.ROOT), text.unknown())
                : value;
    }

    private static boolean flag(Optional<Value> value) {
        return value.map(one -> one.truth() == Truth.TRUE).orElse(false);
    }

    private static Value sort(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("sort", 0, "reverse", "case_sensitive", "attribute");
        boolean caseSensitive = flag(bound.get(1));
        UnaryOperator<Value> key = sortKey(bound.get(2), caseSensitive, machine);
        if (bound.get(2).isPresent()
                && bound.get(2).get() instanceof StringValue names
                && names.text().contains(",")) {
            List<UnaryOperator<Value>> keys = new ArrayList<>();
            for (String name : names.text().split(",")) {
                keys.add(sortKey(Optional.of(new StringValue(name)), caseSensitive, machine));
            }
            key = item ->
                    new TupleValue(keys.stream().map(one -> one.apply(item)).toList());
        }
        return Ordering.sort(Sequences.items(value, machine), key, flag(bound.get(0)), machine)
                .<Value>map(ListValue::new)
                .orElseGet(() -> new UnknownValue(UNORDERED));
    }

    private static Value unique(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("unique", 0, "case_sensitive", "attribute");
        UnaryOperator<Value> key = sortKey(bound.get(1), flag(bound.get(0)), machine);
        DictionaryValue seen = new DictionaryValue();
        List<Value> unique = new ArrayList<>();
        for (Value item : Sequences.items(value, machine)) {
            machine.budget().step();
            Value one = key.apply(item);
            if (one.unknown().isPresent()) {
                return new UnknownValue(one.unknown().get());
            }
            if (seen.has(one) == Truth.FALSE) {
                seen.put(one, NoneValue.NONE, machine);
                unique.add(item);
            }
        }
        return IteratorValue.generator(unique);
    }

    private static Value extreme(Value value, Arguments arguments, boolean largest, Machine machine) {
        List<Optional<Value>> bound = arguments.bind(largest ? "max" : "min", 0, "case_sensitive", "attribute");
        List<Value> items = Sequences.items(value, machine);
        if (items.isEmpty()) {
            return new UndefinedValue("No aggregated item, sequence was empty.");
        }
        machine.budget().steps(items.size());
        return Ordering.extreme(items, sortKey(bound.get(1), flag(bound.get(0)), machine), largest, machine)
                .orElseGet(() -> new UnknownValue(UNORDERED));
    }

    private static Value sum(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("sum", 0, "attribute", "start");
        UnaryOperator<Value> find = attribute(bound.get(0), Optional.empty(), machine);
        Value total = bound.get(1).orElse(IntegerValue.of(0));
        if (total instanceof StringValue) {
            throw TemplateException.error("sum() can't sum strings [use ''.join(seq) instead]");
        }
        for (Value item : Sequences.items(value, machine)) {
            machine.budget().step();
            total = Arithmetic.apply(Arithmetic.Operator.ADD, total, find.apply(item), machine);
        }
        return total;
    }

    private static Value join(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("join", 0, "d", "attribute");
        if (value instanceof UnknownValue) {
            return value;
        }
        StringValue separator = Printer.string(bound.get(0).orElse(StringValue.EMPTY), machine);
        UnaryOperator<Value> find = attribute(bound.get(1), Optional.empty(), machine);
        List<Value> texts = new ArrayList<>();
        for (Value item : Sequences.items(value, machine)) {
            machine.budget().step();
            Value found = find.apply(item);
            texts.add(found instanceof UnknownValue ? found : Printer.string(found, machine));
        }
        Value list = new ListValue(texts, value.unknown());
        return machine.call(Attributes.attribute(separator, "join", machine), List.of(list));
    }

    private static Value batch(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("batch", 1, "linecount", "fill_with");
        int size = Numbers.toInt(bound.get(0).orElseThrow(), "a count");
        List<Value> batches = new ArrayList<>();
        List<Value> batch = new ArrayList<>();
        for (Value item : Sequences.items(value, machine)) {
            if (batch.size() == size) {
                batches.add(new ListValue(batch));
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            Optional<Value> fill = bound.get(1).filter(one -> one != NoneValue.NONE);
            machine.budget().items(size);
            while (fill.isPresent() && batch.size() < size) {
                batch.add(fill.get());
            }
            batches.add(new ListValue(batch));
        }
        return IteratorValue.generator(batches);
    }

    private static Value slice(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("slice", 1, "slices", "fill_with");
        int slices = Numbers.toInt(bound.get(0).orElseThrow(), "a count");
        if (slices <= 0) {
            throw TemplateException.error("integer modulo by zero");
        }
        machine.budget().items(slices);
        List<Value> items = Sequences.items(value, machine);
        int each = items.size() / slices;
        int longer = items.size() % slices;
        Optional<Value> fill = bound.get(1).filter(one -> one != NoneValue.NONE);
        List<Value> result = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < slices; i++) {
            int to = from + each + (i < longer ? 1 : 0);
            List<Value> one = new ArrayList<>(items.subList(from, to));
            if (fill.isPresent() && i >= longer) {
                one.add(fill.get());
            }
            result.add(new ListValue(one));
            from = to;
        }
        return IteratorValue.generator(result);
    }

    private static Value groupBy(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("groupby", 1, "attribute", "default", "case_sensitive");
        UnaryOperator<Value> find = attribute(bound.get(0), bound.get(1), machine);
        boolean caseSensitive = flag(bound.get(2));
        UnaryOperator<Value> key = item -> folded(find.apply(item), caseSensitive);
        Optional<List<Value>> sorted = Ordering.sort(Sequences.items(value, machine), key, false, machine);
        if (sorted.isEmpty()) {
            return new UnknownValue(UNORDERED);
        }
        List<Value> groups = new ArrayList<>();
        List<Value> group = new ArrayList<>();
        for (Value item : sorted.get()) {
            if (!group.isEmpty() && Comparison.equal(key.apply(group.get(0)), key.apply(item), machine) != Truth.TRUE) {
                groups.add(group(find.apply(group.get(0)), group));
                group = new ArrayList<>();
            }
            group.add(item);
        }
        if (!group.isEmpty()) {
            groups.add(group(find.apply(group.get(0)), group));
        }
        return new ListValue(groups);
    }

    private static Value group(Value key, List<Value> items) {
        return new TupleValue(List.of(key, new ListValue(items)), Map.of("grouper", 0, "list", 1));
    }

    private static Value pairs(Value value, Machine machine) {
        if (!(value instanceof DictionaryValue)) {
            throw TemplateException.error("Can only get item pairs from a mapping.");
        }
        return IteratorValue.generator(
                Sequences.items(machine.call(Attributes.attribute(value, "items", machine), List.of()), machine));
    }

    private static Value sortDictionary(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("dictsort", 0, "case_sensitive", "by", "reverse");
        String by = bound.get(1).map(one -> Printer.string(one, machine).text()).orElse("key");
        if (!by.equals("key") && !by.equals("value")) {
            throw TemplateException.error("You can only sort by either \"key\" or \"value\"");
        }
        UnaryOperator<Value> key =
                pair -> folded(((TupleValue) pair).items().get(by.equals("key") ? 0 : 1), flag(bound.get(0)));
        return Ordering.sort(Sequences.items(pairs(value, machine), machine), key, flag(bound.get(2)), machine)
                .<Value>map(ListValue::new)
                .orElseGet(() -> new UnknownValue(UNORDERED));
    }

    private static Value map(Value value, Arguments arguments, Machine machine) {
        UnaryOperator<Value> change;
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            List<Optional<Value>> bound = arguments.bind("map", 0, "attribute", "default");
            change = attribute(bound.get(0), bound.get(1), machine);
        } else if (arguments.positional().isEmpty()) {
            throw TemplateException.error("map requires a filter argument");
        } else {
            String name = Printer.string(arguments.positional().get(0), machine).text();
            Arguments rest = rest(arguments, 1);
            change = item -> machine.filter(name, item, rest);
        }
        List<Value> mapped = new ArrayList<>();
        for (Value item : Sequences.items(value, machine)) {
            machine.budget().step();
            mapped.add(item instanceof UnknownValue ? item : change.apply(item));
        }
        return IteratorValue.generator(mapped);
    }

    private static Arguments rest(Arguments arguments, int from) {
        List<Value> all = arguments.positional();
        return new Arguments(all.subList(Math.min(from, all.size()), all.size()), arguments.named());
    }

    private static Value select(Value value, Arguments arguments, boolean byAttribute, boolean keep, Machine machine) {
        List<Value> given = arguments.positional();
        if (value instanceof UnknownValue || arguments.open().isPresent()) {
            return new UnknownValue(value.unknown().or(arguments::open).orElseThrow());
        }
        if (byAttribute && given.isEmpty()) {
            throw TemplateException.error("Missing parameter for attribute name");
        }
        UnaryOperator<Value> find = byAttribute
                ? attribute(Optional.of(given.get(0)), Optional.empty(), machine)
                : UnaryOperator.identity();
        int at = byAttribute ? 1 : 0;
        Optional<String> test = given.size() > at
                ? Optional.of(Printer.string(given.get(at), machine).text())
                : Optional.empty();
        Arguments rest = rest(arguments, at + 1);
        List<Value> selected = new ArrayList<>();
        Optional<String> doubt = value.unknown();
        for (Value item : Sequences.items(value, machine)) {
            machine.budget().step();
            Value tested = find.apply(item);
            Truth truth = test.isPresent() ? machine.test(test.get(), tested, rest) : tested.truth();
            if (truth == Truth.UNKNOWN) {
                doubt = doubt.or(tested::unknown).or(() -> Optional.of("a value that is not known decides"));
            }
            if (truth == Truth.UNKNOWN || truth == Truth.of(keep)) {
                selected.add(item);
            }
        }
        return new IteratorValue(selected, "generator", doubt);
    }
}
