package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FloatValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.SetValue;
import dev.bylaw.internal.jinja.value.Site;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TimeValue;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.jinja.value.ViewValue;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of templates from trees, and trees with positions from values. */
final class TreeValues {
    private static final int MAX_DEPTH = 60;

    /** A tree with its places takes more room and time than a step. */
    private static final int STEPS_A_NODE = 4;

    private TreeValues() {}

    /** {@return the value of a tree} */
    static Value toValue(Tree tree) {
        if (tree instanceof Tree.Unknown unknown) {
            return new UnknownValue(unknown.reason());
        }
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Value> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key, toValue(entry.value())));
            DictionaryValue dictionary = DictionaryValue.of(entries);
            return mapping.open().map(dictionary::open).orElse(dictionary);
        }
        if (tree instanceof Tree.Sequence sequence) {
            List<Value> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(toValue(item)));
            return new ListValue(items, sequence.open());
        }
        return scalar(((Tree.Scalar) tree).value());
    }

    private static Value scalar(Object value) {
        if (value == null) {
            return NoneValue.NONE;
        }
        if (value instanceof Boolean bool) {
            return BooleanValue.of(bool);
        }
        if (value instanceof String text) {
            return new StringValue(text);
        }
        if (value instanceof Long number) {
            return IntegerValue.of(number);
        }
        if (value instanceof BigInteger number) {
            return new IntegerValue(number);
        }
        return new FloatValue(((BigDecimal) value).doubleValue());
    }

    /**
     * The tree of a value.
     *
     * @param value the value
     * @param site where it is written, if it is written out
     * @param place where it stands otherwise
     * @param layer the layer of its origin
     * @param machine the evaluation
     * @return the tree; what cannot be known, or has no place in a configuration, is unknown
     */
    static Tree toTree(Value value, Optional<Site> site, Location place, String layer, Machine machine) {
        return toTree(value, site, place, layer, machine, 0);
    }

    private static Tree toTree(
            Value value, Optional<Site> site, Location place, String layer, Machine machine, int depth) {
        Location here = site.map(Site::location).orElse(place);
        Origin origin = Origin.of(here, layer);
        machine.budget().steps(STEPS_A_NODE);
        if (value instanceof UnknownValue unknown) {
            return new Tree.Unknown(unknown.reason(), origin);
        }
        if (depth > MAX_DEPTH) {
            return new Tree.Unknown("the value is nested more than " + MAX_DEPTH + " deep", origin);
        }
        if (value instanceof UndefinedValue undefined) {
            return new Tree.Unknown(undefined.message(), origin);
        }
        if (value instanceof StringValue text) {
            return text.unknown()
                    .<Tree>map(reason -> new Tree.Unknown(reason, origin))
                    .orElseGet(() -> new Tree.Scalar(text.text(), origin));
        }
        if (value instanceof DictionaryValue dictionary) {
            return mapping(dictionary, site, here, layer, machine, depth);
        }
        if (value instanceof ListValue
                || value instanceof TupleValue
                || value instanceof SetValue
                || value instanceof ViewValue) {
            List<Tree> items = new ArrayList<>();
            for (Value item : Sequences.items(value, machine)) {
                int index = items.size();
                items.add(toTree(item, site.flatMap(one -> one.item(index)), here, layer, machine, depth + 1));
            }
            return new Tree.Sequence(items, value.unknown(), origin);
        }
        return scalar(value, origin);
    }

    private static Tree scalar(Value value, Origin origin) {
        if (value == NoneValue.NONE) {
            return new Tree.Scalar(null, origin);
        }
        if (value instanceof BooleanValue bool) {
            return new Tree.Scalar(bool.value(), origin);
        }
        if (value instanceof IntegerValue integer) {
            boolean fits = integer.value().bitLength() < Long.SIZE;
            return new Tree.Scalar(fits ? (Object) integer.value().longValue() : integer.value(), origin);
        }
        if (value instanceof FloatValue number && !Double.isNaN(number.value()) && !Double.isInfinite(number.value())) {
            return new Tree.Scalar(new BigDecimal(FloatValue.text(number.value())), origin);
        }
        if (value instanceof TimeValue.DateTime time) {
            return new Tree.Scalar(time.iso("T"), origin);
        }
        if (value instanceof TimeValue.Date date) {
            return new Tree.Scalar(date.date().toString(), origin);
        }
        if (value instanceof RelationValue relation) {
            return new Tree.Unknown(relation.nameReason(), origin);
        }
        return new Tree.Unknown("a value of type " + value.typeName() + " has no place in a configuration", origin);
    }

    /** {@return the mapping of a dictionary} */
    static Tree.Mapping mapping(
            DictionaryValue dictionary, Optional<Site> site, Location place, String layer, Machine machine, int depth) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        List<Value> values = dictionary.values();
        int i = 0;
        for (Value key : dictionary.keys()) {
            String name = Printer.string(key, machine).text();
            Optional<Site.Member> member = site.flatMap(one -> one.member(name));
            Tree value = toTree(values.get(i++), member.map(Site.Member::value), place, layer, machine, depth + 1);
            entries.put(name, new Tree.Entry(member.map(Site.Member::key), value));
        }
        return new Tree.Mapping(entries, dictionary.unknown(), Origin.of(place, layer));
    }
}
