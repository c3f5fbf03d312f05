package dev.bylaw.cli;

import java.util.Map;
import java.util.TreeMap;

/** How long the parts of a command took, in nanoseconds, by the names that {@code opa} has for them. */
final class RegoTimes {
    static final String LOAD_FILES = "timer_rego_load_files_ns";
    static final String DATA_PARSE = "timer_rego_data_parse_ns";
    static final String INPUT_PARSE = "timer_rego_input_parse_ns";
    static final String MODULE_PARSE = "timer_rego_module_parse_ns";
    static final String MODULE_COMPILE = "timer_rego_module_compile_ns";
    static final String QUERY_COMPILE = "timer_rego_query_compile_ns";
    static final String QUERY_EVALUATION = "timer_rego_query_eval_ns";

    private final Map<String, Long> times = new TreeMap<>();

    RegoTimes() {}

    void add(String name, long nanos) {
        times.merge(name, nanos, Long::sum);
    }

    Map<String, Long> all() {
        return times;
    }
}
