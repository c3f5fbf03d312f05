package dev.bylaw.internal.assembly;

import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.dbt.render.TemplatesBuilder;
import dev.bylaw.internal.dbt.render.TemplatesFactory;
import java.util.function.BooleanSupplier;

/** Makes the renderers of dbt projects. Thread-safe. */
public final class JinjaTemplates implements TemplatesFactory {
    private static final String NO_PROJECT = "";

    private final BooleanSupplier cancelled;

    /**
     * Makes renderers.
     *
     * @param cancelled asked from time to time; once it says true, what is left is not rendered
     */
    public JinjaTemplates(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    @Override
    public Templates create(Setting setting) {
        String root = setting.packages().isEmpty()
                ? NO_PROJECT
                : setting.packages().get(0).name();
        TemplatesBuilder builder = new TemplatesBuilder(root)
                .commandLineVariables(setting.variables())
                .target(setting.target())
                .environment(setting.environment())
                .cancelled(cancelled);
        setting.packages().forEach(each -> builder.project(each.name(), each.macroFiles(), each.variables()));
        setting.dispatch().forEach(builder::dispatch);
        setting.adapter().ifPresent(builder::adapter);
        setting.absentPackages().forEach(builder::missingPackage);
        if (setting.packages().isEmpty()) {
            builder.incomplete("no macro is known while settings are read");
        }
        return builder.build();
    }
}
