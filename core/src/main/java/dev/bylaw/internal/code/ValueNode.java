package dev.bylaw.internal.code;

import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Read;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A place of a value with doubts. */
final class ValueNode implements Node {
    /** What a place is of. */
    enum Root {
        SUBJECT,
        OWNER,
        WORKSPACE,
        PARAMETERS
    }

    private final Reads reads;
    private final Root root;
    private final String pointer;
    private final Optional<Value> value;

    /** Why the value may not be there or may be another one. */
    private final Doubt doubt;

    /** Why it may lie at another place: the number of items before it is not known. */
    private final Doubt position;

    private ValueNode(Reads reads, Root root, String pointer, Optional<Value> value, Doubt doubt, Doubt position) {
        this.reads = reads;
        this.root = root;
        this.pointer = pointer;
        this.value = value;
        this.doubt = doubt;
        this.position = position;
    }

    static ValueNode of(Reads reads, Root root, Optional<Value> value) {
        return new ValueNode(reads, root, "", value, Doubt.NONE, Doubt.NONE);
    }

    Root root() {
        return root;
    }

    private ValueNode within(Reads other) {
        return new ValueNode(other, root, pointer, value, doubt, position);
    }

    private ValueNode child(String step, Optional<Value> inner, Doubt more) {
        return new ValueNode(reads, root, Pointer.child(pointer, step), inner, doubt.and(more), position);
    }

    /** Reads what is here. */
    private Optional<Value> here() {
        reads.step();
        reads.note(doubt);
        reads.see(root.name().toLowerCase(Locale.ROOT), pointer, value, doubt);
        return value;
    }

    private <T extends Value> Optional<T> here(Class<T> type) {
        return here().filter(type::isInstance).map(type::cast);
    }

    @Override
    public String pointer() {
        reads.step();
        reads.note(position);
        return pointer;
    }

    @Override
    public Node get(String key) {
        reads.step();
        if (value.orElse(null) instanceof ObjectValue object) {
            StringValue name = StringValue.of(key);
            int index = object.indexOf(name);
            return index < 0
                    ? child(key, Optional.empty(), object.absenceDoubt(name))
                    : child(key, Optional.of(object.valueAt(index)), object.memberDoubt(index));
        }
        return child(key, Optional.empty(), Doubt.NONE);
    }

    @Override
    public Node get(int index) {
        reads.step();
        String step = Integer.toString(index);
        if (value.orElse(null) instanceof ArrayValue array) {
            return index >= 0 && index < array.size()
                    ? child(step, Optional.of(array.get(index)), array.open().and(array.memberDoubt(index)))
                    : child(step, Optional.empty(), array.open());
        }
        return child(step, Optional.empty(), Doubt.NONE);
    }

    @Override
    public boolean isPresent() {
        return here().isPresent();
    }

    @Override
    public Optional<String> text() {
        return here(StringValue.class).map(StringValue::value);
    }

    @Override
    public Optional<Boolean> flag() {
        return here(BooleanValue.class).map(BooleanValue::value);
    }

    @Override
    public Optional<BigDecimal> number() {
        return here(NumberValue.class).map(NumberValue::decimalValue);
    }

    @Override
    public Optional<Value> value() {
        Optional<Value> all = here();
        all.ifPresent(inner -> reads.note(inner.doubt()));
        return all;
    }

    @Override
    public List<Node> items() {
        here();
        reads.note(extent());
        return value.orElse(null) instanceof ArrayValue ? List.copyOf(members()) : List.of();
    }

    @Override
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        items().forEach(item -> item.text().ifPresent(texts::add));
        return Collections.unmodifiableList(texts);
    }

    @Override
    public Map<String, Node> entries() {
        here();
        reads.note(extent());
        Map<String, Node> entries = new LinkedHashMap<>();
        if (value.orElse(null) instanceof ObjectValue object) {
            List<ValueNode> members = members();
            for (int i = 0; i < members.size(); i++) {
                entries.put(name(object.keyAt(i)), members.get(i));
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public int size() {
        here();
        reads.note(extent());
        return members().size();
    }

    @Override
    public boolean anyMatch(Predicate<? super Node> condition) {
        here();
        Doubt uncertain = Doubt.NONE;
        boolean any = false;
        for (ValueNode member : members()) {
            reads.step();
            Reads part = reads.part();
            boolean done = false;
            try {
                boolean matches = condition.test(member.within(part));
                done = true;
                Doubt unknown = part.end().and(member.doubt);
                if (matches && unknown.isNone()) {
                    return true;
                }
                uncertain = uncertain.and(unknown);
                any |= matches;
            } finally {
                if (!done) {
                    reads.note(uncertain.and(part.end()).and(extent()));
                }
            }
        }
        reads.note(uncertain);
        reads.note(extent());
        return any;
    }

    @Override
    public <T> Read<T> read(Function<? super Node, Optional<T>> reader) {
        reads.step();
        Reads part = reads.part();
        boolean done = false;
        try {
            Optional<T> result = reader.apply(within(part));
            done = true;
            Doubt unknown = part.end();
            if (!unknown.isNone()) {
                return new Read.Unknown<>(String.join("; ", Reads.reasons(unknown)));
            }
            return result.<Read<T>>map(Read.Known::new).orElseGet(Read.Absent::new);
        } finally {
            if (!done) {
                reads.note(part.end());
            }
        }
    }

    /** Why there may be other members than are listed. */
    private Doubt extent() {
        Value inner = value.orElse(null);
        if (inner instanceof ArrayValue array) {
            return array.open();
        }
        return inner instanceof ObjectValue object ? object.extent() : Doubt.NONE;
    }

    private List<ValueNode> members() {
        List<ValueNode> members = new ArrayList<>();
        Value inner = value.orElse(null);
        if (inner instanceof ArrayValue array) {
            for (int i = 0; i < array.size(); i++) {
                members.add(new ValueNode(
                        reads,
                        root,
                        Pointer.child(pointer, Integer.toString(i)),
                        Optional.of(array.get(i)),
                        doubt.and(array.memberDoubt(i)),
                        position.and(array.open())));
            }
        } else if (inner instanceof ObjectValue object) {
            for (int i = 0; i < object.size(); i++) {
                members.add(child(name(object.keyAt(i)), Optional.of(object.valueAt(i)), object.memberDoubt(i)));
            }
        }
        return members;
    }

    private static String name(Value key) {
        return key instanceof StringValue text ? text.value() : key.toString();
    }

    /** Says nothing of what is there. */
    @Override
    public String toString() {
        return "a node of the " + root.name().toLowerCase(Locale.ROOT);
    }
}
