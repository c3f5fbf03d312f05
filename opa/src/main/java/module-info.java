/**
 * Rules that OPA compiled to WebAssembly, run by OPA's Java SDK.
 *
 * <p>No type of another library appears in the exported package.
 */
module dev.bylaw.opa {
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.wasm;
    requires com.fasterxml.jackson.databind;
    requires transitive dev.bylaw.core;
    requires opa.java.wasm;

    exports dev.bylaw.opa;

    provides dev.bylaw.rule.BundleEvaluator with
            dev.bylaw.opa.WasmBundles;
}
