package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All small projects that reading from source is compared on. */
final class DbtScenarios {
    private DbtScenarios() {}

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.putAll(ConfigScenarios.all());
        all.putAll(ResourceScenarios.all());
        all.putAll(PackageScenarios.all());
        all.putAll(MacroScenarios.all());
        all.putAll(TextScenarios.all());
        return all;
    }
}
