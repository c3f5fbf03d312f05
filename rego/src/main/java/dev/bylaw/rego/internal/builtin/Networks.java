package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.net.IpAddress;
import dev.bylaw.rego.internal.net.IpNetwork;
import dev.bylaw.rego.internal.net.NetSyntaxException;
import dev.bylaw.rego.internal.net.Uri;
import java.util.ArrayList;
import java.util.List;

/** Networks in CIDR notation, and URIs. */
final class Networks {
    /** The most addresses that a network is expanded to. */
    private static final int MAX_ADDRESSES = 1 << 20;

    /** A network or address with what stands for it in a result. */
    private record Candidate(Value address, Value key) {}

    private Networks() {}

    static List<Builtin> all() {
        return List.of(
                function("net.cidr_contains", 2, (context, arguments) -> contains(arguments[0], arguments[1])),
                function("net.cidr_contains_matches", 2, Networks::matches),
                function("net.cidr_expand", 1, (context, arguments) -> {
                    SetValue.Builder out = SetValue.builder();
                    network(arguments[0]).addresses(address -> {
                        if (out.size() == MAX_ADDRESSES) {
                            throw Messages.limit("a network has more than " + MAX_ADDRESSES + " addresses");
                        }
                        context.work(2);
                        context.made(4);
                        out.add(StringValue.of(address.toString()));
                    });
                    return out.build();
                }),
                function("net.cidr_intersects", 2, (context, arguments) -> {
                    IpNetwork left = network(arguments[0]);
                    IpNetwork right = network(arguments[1]);
                    return BooleanValue.of(left.contains(right.address()) || right.contains(left.address()));
                }),
                Function.of("net.cidr_is_valid", 1, (context, arguments) -> isValid(arguments[0])),
                function("net.cidr_merge", 1, Networks::merge),
                function("net.cidr_overlap", 2, (context, arguments) -> contains(arguments[0], arguments[1])),
                Function.of("uri.is_valid", 1, (context, arguments) -> isUri(arguments[0])),
                function("uri.parse", 1, (context, arguments) -> uri(Operand.string(arguments, 1))));
    }

    private static Function function(String name, int arity, Function.Body body) {
        return Function.of(name, arity, (context, arguments) -> {
            try {
                return body.call(context, arguments);
            } catch (NetSyntaxException e) {
                throw BuiltinException.of(e.getMessage());
            }
        });
    }

    /** Messages of OPA call every argument the first one here. */
    private static IpNetwork network(Value value) {
        return IpNetwork.parse(Operand.string(value, 1));
    }

    private static Value contains(Value whole, Value part) {
        IpNetwork network = network(whole);
        String text = Operand.string(part, 1);
        IpAddress address = IpAddress.parse(text);
        if (address != null) {
            return BooleanValue.of(network.contains(address));
        }
        try {
            return BooleanValue.of(network.contains(IpNetwork.parse(text)));
        } catch (NetSyntaxException e) {
            throw BuiltinException.of("not a valid textual representation of an IP address or CIDR: " + text);
        }
    }

    private static Value matches(BuiltinContext context, Value[] arguments) {
        SetValue.Builder out = SetValue.builder();
        List<Candidate> addresses = candidates(arguments[1]);
        for (Candidate network : candidates(arguments[0])) {
            Value whole = address(network.address(), 1);
            for (Candidate address : addresses) {
                context.work(2);
                if (contains(whole, address(address.address(), 2)) == BooleanValue.TRUE) {
                    context.made(3);
                    out.add(ArrayValue.of(network.key(), address.key()));
                }
            }
        }
        return out.build();
    }

    private static List<Candidate> candidates(Value value) {
        List<Candidate> out = new ArrayList<>();
        if (value instanceof StringValue) {
            out.add(new Candidate(value, value));
        } else if (value instanceof ArrayValue array) {
            for (int i = 0; i < array.size(); i++) {
                out.add(new Candidate(array.get(i), NumberValue.of(i)));
            }
        } else if (value instanceof SetValue set) {
            for (Value member : set.members()) {
                out.add(new Candidate(member, member));
            }
        } else if (value instanceof ObjectValue object) {
            for (int i = 0; i < object.size(); i++) {
                out.add(new Candidate(object.valueAt(i), object.keyAt(i)));
            }
        }
        return out;
    }

    /** The address itself, or the first element of an array. */
    private static Value address(Value value, int position) {
        if (value instanceof ArrayValue array && array.size() > 0) {
            return array.get(0);
        }
        if (value instanceof StringValue) {
            return value;
        }
        throw BuiltinException.of("operand " + position + ": element must be string or non-empty array");
    }

    private static Value isValid(Value value) {
        try {
            if (value instanceof StringValue string) {
                IpNetwork.parse(string.value());
                return BooleanValue.TRUE;
            }
            return BooleanValue.FALSE;
        } catch (NetSyntaxException e) {
            return BooleanValue.FALSE;
        }
    }

    private static Value merge(BuiltinContext context, Value[] arguments) {
        List<Value> members = Operand.members(arguments[0]);
        if (members == null) {
            throw BuiltinException.of("operand must be an array");
        }
        List<IpNetwork> networks = new ArrayList<>();
        for (Value member : members) {
            if (!(member instanceof StringValue string)) {
                throw BuiltinException.of("element must be string");
            }
            networks.add(IpNetwork.parseNetworkOrAddress(string.value()));
        }
        SetValue.Builder out = SetValue.builder();
        for (IpNetwork network : IpNetwork.merge(networks, context::work)) {
            out.add(StringValue.of(network.toString()));
        }
        return out.build();
    }

    private static Value isUri(Value value) {
        if (!(value instanceof StringValue string) || string.value().isEmpty()) {
            return BooleanValue.FALSE;
        }
        try {
            Uri.parse(string.value());
            return BooleanValue.TRUE;
        } catch (NetSyntaxException e) {
            return BooleanValue.FALSE;
        }
    }

    private static Value uri(String text) {
        Uri uri = Uri.parse(text);
        ObjectValue.Builder out = ObjectValue.builder();
        put("scheme", uri.scheme(), out);
        put("hostname", uri.host(), out);
        put("port", uri.port(), out);
        put("path", uri.path(), out);
        put("raw_path", uri.rawPath(), out);
        put("raw_query", uri.query(), out);
        put("fragment", uri.fragment(), out);
        return out.build();
    }

    private static void put(String key, String text, ObjectValue.Builder out) {
        if (!text.isEmpty()) {
            out.put(key, StringValue.of(text));
        }
    }
}
