package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a GraphQL document: its named members are those of the objects that OPA makes of documents, so that policies
 * may give such an object where a text could stand. Members are texts, numbers, truths, nodes and lists of texts or
 * nodes; what is not there counts as empty. Not thread-safe.
 */
final class Node {
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, Map<String, Node>> indexes = new HashMap<>(0);

    /** Where it begins in a text; 0 where it comes from no text. */
    final int line;

    final int column;

    /** What a field, fragment, directive or variable refers to; null where it refers to nothing. */
    Node definition;

    /** The type whose field or fragment this is; null where it is not known. */
    Node owner;

    /** The type that a value should have; null where it is not known. */
    Node expected;

    /** Whether the place of a value has a default. */
    boolean expectedDefault;

    /** Whether something refers to a variable. */
    boolean used;

    Node(int line, int column) {
        this.line = line;
        this.column = column;
    }

    Node(Token token) {
        this(token.line(), token.column());
    }

    Node put(String name, Object member) {
        if (member != null) {
            members.put(name, member);
            indexes.clear();
        }
        return this;
    }

    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    int number(String name) {
        return members.get(name) instanceof Integer number ? number : 0;
    }

    /** The node of this name, or null. */
    Node node(String name) {
        return members.get(name) instanceof Node node ? node : null;
    }

    List<Node> nodes(String name) {
        List<Node> nodes = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Node node) {
                    nodes.add(node);
                }
            });
        }
        return nodes;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    String name() {
        return text("Name");
    }

    /** The first node of a list that has a name; null if there is none. */
    static Node find(List<Node> nodes, String name) {
        for (Node node : nodes) {
            if (node.name().equals(name)) {
                return node;
            }
        }
        return null;
    }

    /** The first node of the list {@code list} whose {@code member} is a text; null if there is none. */
    Node find(String list, String member, String text) {
        return indexes
                .computeIfAbsent(list + " " + member, key -> {
                    Map<String, Node> index = new HashMap<>();
                    nodes(list).forEach(node -> index.putIfAbsent(node.text(member), node));
                    return index;
                })
                .get(text);
    }

    /** The same members in a node of its own, so that they can be added to. */
    Node copy() {
        Node copy = new Node(line, column);
        copy.members.putAll(members);
        return copy;
    }

    /** Adds the items of another node's list to this node's. */
    void addAll(String name, Node other) {
        List<Object> all = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            all.addAll(list);
        }
        if (other.members.get(name) instanceof List<?> list) {
            all.addAll(list);
        }
        if (!all.isEmpty()) {
            put(name, all);
        }
    }

    /** The node as an object; members that are empty are left out. */
    ObjectValue value() {
        ObjectValue.Builder out = ObjectValue.builder();
        members.forEach((name, member) -> {
            Value value = value(member);
            boolean empty = value instanceof ObjectValue object && object.size() == 0
                    || value instanceof ArrayValue array && array.size() == 0;
            if (!empty) {
                out.put(name, value);
            }
        });
        return out.build();
    }

    private static Value value(Object member) {
        if (member instanceof Node node) {
            return node.value();
        }
        if (member instanceof List<?> list) {
            List<Value> items = new ArrayList<>();
            for (Object item : list) {
                Value value = value(item);
                if (!(value instanceof ObjectValue object) || object.size() > 0) {
                    items.add(value);
                }
            }
            return ArrayValue.of(items);
        }
        if (member instanceof Boolean truth) {
            return BooleanValue.of(truth);
        }
        return member instanceof Integer number ? NumberValue.of(number) : StringValue.of((String) member);
    }

    /** The node that an object describes; members of other kinds than nodes have are left out. */
    static Node of(ObjectValue object) {
        Node node = new Node(0, 0);
        for (int i = 0; i < object.size(); i++) {
            if (object.keyAt(i) instanceof StringValue name) {
                node.put(name.value(), member(object.valueAt(i)));
            }
        }
        return node;
    }

    private static Object member(Value value) {
        if (value instanceof ObjectValue object) {
            return of(object);
        }
        if (value instanceof ArrayValue array) {
            List<Object> items = new ArrayList<>();
            for (Value item : array.items()) {
                Object member = member(item);
                if (member != null) {
                    items.add(member);
                }
            }
            return items;
        }
        if (value instanceof StringValue string) {
            return string.value();
        }
        if (value instanceof BooleanValue truth) {
            return truth.value();
        }
        return value instanceof NumberValue number && number.isLong() ? (Object) (int) number.longValue() : null;
    }
}
