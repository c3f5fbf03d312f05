package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.IteratorValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of Python's {@code itertools} that end. */
final class Itertools {
    private Itertools() {}

    static Value module() {
        Map<String, Value> module = new LinkedHashMap<>();
        add(module, "chain", (arguments, machine) -> {
            List<Value> all = new ArrayList<>();
            for (Value value : arguments.positional()) {
                all.addAll(Sequences.items(value, machine));
                machine.budget().items(all.size());
            }
            return iterator(all, "itertools.chain");
        });
        add(module, "product", (arguments, machine) -> {
            List<List<Value>> pools = new ArrayList<>();
            int repeat = arguments
                    .get(-1, "repeat")
                    .map(value -> Numbers.toInt(value, "repeat"))
                    .orElse(1);
            for (int i = 0; i < Math.min(repeat, 100); i++) {
                for (Value value : arguments.positional()) {
                    pools.add(Sequences.items(value, machine));
                }
            }
            return iterator(product(pools, machine), "itertools.product");
        });
        add(
                module,
                "combinations",
                (arguments, machine) -> iterator(picks(arguments, false, false, machine), "combinations"));
        add(
                module,
                "combinations_with_replacement",
                (arguments, machine) -> iterator(picks(arguments, false, true, machine), "combinations"));
        add(
                module,
                "permutations",
                (arguments, machine) -> iterator(picks(arguments, true, false, machine), "permutations"));
        add(module, "islice", Itertools::slice);
        add(module, "zip_longest", Itertools::zipLongest);
        add(module, "accumulate", (arguments, machine) -> {
            List<Value> sums = new ArrayList<>();
            for (Value value : Sequences.items(arguments.positional().get(0), machine)) {
                sums.add(sums.isEmpty() ? value : Modules.sum(sums.get(sums.size() - 1), value, machine));
            }
            return iterator(sums, "itertools.accumulate");
        });
        add(module, "compress", (arguments, machine) -> {
            List<Value> data = Sequences.items(arguments.positional().get(0), machine);
            List<Value> selectors = Sequences.items(arguments.positional().get(1), machine);
            List<Value> picked = new ArrayList<>();
            for (int i = 0; i < Math.min(data.size(), selectors.size()); i++) {
                if (selectors.get(i).truth() == Truth.TRUE) {
                    picked.add(data.get(i));
                }
            }
            return iterator(picked, "itertools.compress");
        });
        return DictionaryValue.of(module).open("this part of itertools is not evaluated");
    }

    private static void add(Map<String, Value> module, String name, FunctionValue.Body body) {
        module.put(name, new FunctionValue(name, (arguments, machine) -> {
            Optional<String> unknown = arguments.unknown();
            if (unknown.isPresent()) {
                return new UnknownValue(unknown.get());
            }
            int needed = name.equals("compress") || name.equals("islice") ? 2 : name.equals("accumulate") ? 1 : 0;
            if (arguments.positional().size() < needed) {
                throw TemplateException.error(name + "() takes at least " + needed + " argument(s)");
            }
            return body.call(arguments, machine);
        }));
    }

    private static Value iterator(List<Value> items, String type) {
        return new IteratorValue(items, type, Optional.empty());
    }

    private static List<Value> product(List<List<Value>> pools, Machine machine) {
        List<List<Value>> rows = List.of(List.of());
        for (List<Value> pool : pools) {
            machine.budget().items((long) rows.size() * pool.size());
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value value : pool) {
                    machine.budget().step();
                    List<Value> next = new ArrayList<>(row);
                    next.add(value);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows.stream().<Value>map(TupleValue::new).toList();
    }

    private static List<Value> picks(Arguments arguments, boolean ordered, boolean repeated, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("itertools", 1, "iterable", "r");
        List<Value> pool = Sequences.items(bound.get(0).orElseThrow(), machine);
        int size = bound.get(1)
                .filter(value -> value != NoneValue.NONE)
                .map(value -> Numbers.toInt(value, "r"))
                .orElse(pool.size());
        List<List<Integer>> rows = List.of(List.of());
        for (int i = 0; i < Math.min(size, pool.size() + 100); i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> row : rows) {
                int last = row.isEmpty() ? -1 : row.get(row.size() - 1);
                for (int next = ordered ? 0 : repeated ? Math.max(last, 0) : last + 1; next < pool.size(); next++) {
                    machine.budget().step();
                    if (ordered && row.contains(next)) {
                        continue;
                    }
                    List<Integer> one = new ArrayList<>(row);
                    one.add(next);
                    longer.add(one);
                }
                machine.budget().items(longer.size());
            }
            rows = longer;
        }
        return rows.stream()
                .<Value>map(row -> new TupleValue(row.stream().map(pool::get).toList()))
                .toList();
    }

    private static Value slice(Arguments arguments, Machine machine) {
        List<Value> given = arguments.positional();
        Value none = NoneValue.NONE;
        Value start = given.size() > 2 ? given.get(1) : none;
        Value stop = given.size() > 2 ? given.get(2) : given.get(1);
        Value step = given.size() > 3 ? given.get(3) : none;
        Value all = new TupleValue(Sequences.items(given.get(0), machine));
        return iterator(
                Sequences.items(Sequences.slice(all, start, stop, step, machine).orElseThrow(), machine),
                "itertools.islice");
    }

    private static Value zipLongest(Arguments arguments, Machine machine) {
        Value fill = arguments.get(-1, "fillvalue").orElse(NoneValue.NONE);
        List<List<Value>> all = new ArrayList<>();
        for (Value value : arguments.positional()) {
            all.add(Sequences.items(value, machine));
        }
        int longest = all.stream().mapToInt(List::size).max().orElse(0);
        List<Value> rows = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            int index = i;
            machine.budget().step();
            rows.add(new TupleValue(all.stream()
                    .map(list -> index < list.size() ? list.get(index) : fill)
                    .toList()));
        }
        return iterator(rows, "itertools.zip_longest");
    }
}
