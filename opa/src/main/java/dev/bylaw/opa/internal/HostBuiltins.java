package dev.bylaw.opa.internal;

import com.styra.opa.wasm.OpaBuiltin;
import com.styra.opa.wasm.OpaWasm;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a module calls outside: the builtins that OPA does not compile to WebAssembly. The built-in evaluator answers for all
 * of them, so that {@code sprintf} and the like give the same in both. Not thread-safe.
 */
final class HostBuiltins {
    private static final Policy POLICY = Policy.compile(List.of());
    private static final int MAX_NAME = 64;

    private final Map<String, PreparedQuery> queries = new HashMap<>();
    private EvaluationOptions options = EvaluationOptions.DEFAULT;

    /** Takes the options of a check. */
    void use(EvaluationOptions given) {
        options = given.withErrors(ErrorMode.FAIL);
    }

    /** {@return an answer for each name of a builtin that may be in a module; the SDK takes those that the module lists} */
    OpaBuiltin.Builtin[] of(byte[] module) {
        return names(module).stream().map(Called::new).toArray(OpaBuiltin.Builtin[]::new);
    }

    /** The texts of the module that look like the name of a builtin. */
    private static Set<String> names(byte[] module) {
        Set<String> names = new TreeSet<>();
        int start = 0;
        for (int i = 0; i < module.length; i++) {
            char c = (char) (module[i] & 0xff);
            boolean part = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.';
            if (!part) {
                if (c == 0 && i > start && i - start <= MAX_NAME) {
                    names.add(new String(module, start, i - start, StandardCharsets.US_ASCII));
                }
                start = i + 1;
            }
        }
        return names;
    }

    private int call(String name, OpaWasm wasm, int... addresses) {
        List<Value> operands = new ArrayList<>();
        for (int address : addresses) {
            operands.add(WasmMachine.dump(wasm, address));
        }
        QueryResult result;
        try {
            result = queries.computeIfAbsent(name + "/" + addresses.length, key -> prepare(name, addresses.length))
                    .evaluate(ArrayValue.of(operands), ObjectValue.EMPTY, options);
        } catch (RegoException e) {
            throw Failures.of(
                    e.errors().get(0).code(), name + ": " + e.errors().get(0).message());
        }
        if (result.solutions().isEmpty()) {
            return 0;
        }
        byte[] text = result.solutions().get(0).bindings().get("x").toString().getBytes(StandardCharsets.UTF_8);
        int address = wasm.exports().opaMalloc(text.length);
        wasm.memory().write(address, text);
        int value = wasm.exports().opaValueParse(address, text.length);
        wasm.exports().opaFree(address);
        return value;
    }

    private static PreparedQuery prepare(String name, int operands) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            arguments.add("input[" + i + "]");
        }
        try {
            return POLICY.prepare("x = " + name + "(" + String.join(", ", arguments) + ")");
        } catch (RegoException e) {
            throw Failures.of("the module calls " + name + ", which is not there: "
                    + e.errors().get(0).message());
        }
    }

    /** A builtin by name, with as many operands as the module has for it. */
    private final class Called implements OpaBuiltin.Builtin {
        private final String name;

        Called(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int asBuiltin0(OpaWasm wasm) {
            return call(name, wasm);
        }

        @Override
        public int asBuiltin1(OpaWasm wasm, int one) {
            return call(name, wasm, one);
        }

        @Override
        public int asBuiltin2(OpaWasm wasm, int one, int two) {
            return call(name, wasm, one, two);
        }

        @Override
        public int asBuiltin3(OpaWasm wasm, int one, int two, int three) {
            return call(name, wasm, one, two, three);
        }

        @Override
        public int asBuiltin4(OpaWasm wasm, int one, int two, int three, int four) {
            return call(name, wasm, one, two, three, four);
        }
    }
}
