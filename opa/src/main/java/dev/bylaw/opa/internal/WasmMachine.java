package dev.bylaw.opa.internal;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaWasm;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A module in OPA's Java SDK, with its memory. Values are made and asked by OPA's WebAssembly ABI; the SDK's own entry takes
 * the input as text, in which there is no way to say what is not known. Not thread-safe.
 */
final class WasmMachine {
    /** The memory of a module, in pages of 64 KiB: 4 MiB at first, 512 MiB at most. */
    private static final int FIRST_PAGES = 64;

    private static final int MOST_PAGES = 8192;

    /**
     * From here on, and far beyond the memory, values are where nothing can be read: what is not known. Reading one ends
     * the evaluation, and the address says which one it was.
     */
    private static final int NOWHERE = 0x6000_0000;

    /** Wider than any value, so that a field of one is not taken for the next. */
    private static final int NOWHERE_STEP = 0x100;

    private static final int MOST_UNKNOWN = 0x10_0000;

    private static final int OK = 0;

    private final OpaWasm wasm;
    private final OpaWasm_ModuleExports exports;
    private final HostBuiltins builtins;
    private final Map<String, Integer> entrypoints = new HashMap<>();
    private final int empty;

    /** The base document and the input, and where the memory ends that holds them. */
    private int data;

    private int dataEnd;
    private int input;
    private int inputEnd;

    /** The input as it was given; null where there is none. */
    private ObjectValue given;

    private WasmMachine(OpaWasm wasm, HostBuiltins builtins) {
        this.wasm = wasm;
        this.exports = wasm.exports();
        this.builtins = builtins;
        ObjectValue paths = (ObjectValue) json(exports.entrypoints());
        for (int i = 0; i < paths.size(); i++) {
            entrypoints.put(((StringValue) paths.keyAt(i)).value(), (int) ((NumberValue) paths.valueAt(i)).longValue());
        }
        this.empty = exports.opaHeapPtrGet();
    }

    static WasmMachine of(String module, byte[] bytes) {
        Memory memory = new ByteArrayMemory(new MemoryLimits(FIRST_PAGES, MOST_PAGES));
        HostBuiltins builtins = new HostBuiltins();
        try {
            OpaWasm wasm = OpaWasm.builder()
                    .withInputStream(new ByteArrayInputStream(bytes))
                    .withJsonMapper(new ObjectMapper())
                    .withMemory(memory)
                    .withDefaultBuiltins(false)
                    .addBuiltins(builtins.of(bytes))
                    .build();
            return new WasmMachine(wasm, builtins);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw Failures.of("the module " + module + " cannot be loaded: " + Failures.text(e));
        }
    }

    /** Puts the base document in, in place of everything that was there. */
    void data(ObjectValue document, Unknowns unknowns, EvaluationOptions options) {
        builtins.use(options);
        forget();
        data = parse(Json.write(document));
        hide(data, unknowns);
        dataEnd = exports.opaHeapPtrGet();
    }

    /** Puts the input in, in place of the one before. */
    void input(ObjectValue document, Unknowns unknowns) {
        if (document == given) {
            return;
        }
        given = null;
        exports.opaHeapPtrSet(dataEnd);
        input = parse(Json.write(document));
        hide(input, unknowns);
        inputEnd = exports.opaHeapPtrGet();
        given = document;
    }

    /** Drops base document and input. */
    void forget() {
        given = null;
        exports.opaHeapPtrSet(empty);
    }

    /**
     * Evaluates a path over the base document and the input.
     *
     * @param path a path that was compiled
     * @return what it comes to; empty where it is undefined
     */
    Optional<Value> evaluate(String path) {
        Integer number = entrypoints.get(path);
        if (number == null) {
            throw Failures.of("the module has no entrypoint " + path + ", which the manifest names");
        }
        exports.opaHeapPtrSet(inputEnd);
        int context = exports.opaEvalCtxNew();
        exports.opaEvalCtxSetData(context, data);
        exports.opaEvalCtxSetInput(context, input);
        exports.opaEvalCtxSetEntrypoint(context, number);
        int code = exports.eval(context);
        if (code != OK) {
            throw Failures.of("the evaluator gives the error code " + code);
        }
        // A set of bindings, empty where the path is undefined.
        Value results = dump(wasm, exports.opaEvalCtxGetResult(context));
        return results instanceof SetValue set && set.size() > 0 && set.get(0) instanceof ObjectValue bindings
                ? Optional.ofNullable(bindings.get("result"))
                : Optional.empty();
    }

    private int parse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        int text = exports.opaMalloc(bytes.length);
        wasm.memory().write(text, bytes);
        int address = exports.opaJsonParse(text, bytes.length);
        exports.opaFree(text);
        if (address == 0) {
            throw Failures.of("the evaluator cannot read a document of " + bytes.length + " bytes");
        }
        return address;
    }

    /** Puts values that cannot be read at the places that are not known. */
    private void hide(int address, Unknowns unknowns) {
        for (int i = 0; i < unknowns.size(); i++) {
            int path = parse(Json.write(unknowns.path(i)));
            int code = exports.opaValueAddPath(address, path, address(unknowns.number(i)));
            if (code != OK) {
                throw Failures.of("the evaluator cannot hide what is not known at " + unknowns.path(i));
            }
        }
    }

    private static int address(int number) {
        return NOWHERE + Math.min(number, MOST_UNKNOWN) * NOWHERE_STEP;
    }

    /**
     * Says which unknown place was read.
     *
     * @param address the address that could not be read
     * @return its number; empty where it is none of them
     */
    static Optional<Integer> unknown(long address) {
        long number = Math.floorDiv(address - NOWHERE, (long) NOWHERE_STEP);
        return address >= NOWHERE && number <= MOST_UNKNOWN ? Optional.of((int) number) : Optional.empty();
    }

    private Value json(int address) {
        int text = exports.opaJsonDump(address);
        Value value = Json.parse("the evaluator", wasm.memory().readCString(text, StandardCharsets.UTF_8));
        exports.opaFree(text);
        return value;
    }

    /** {@return a value of the module's memory} */
    static Value dump(OpaWasm wasm, int address) {
        int text = wasm.exports().opaValueDump(address);
        Value value = TermReader.read(wasm.memory().readCString(text, StandardCharsets.UTF_8));
        wasm.exports().opaFree(text);
        return value;
    }
}
