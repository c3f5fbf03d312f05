package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The names that a template finds in dbt's context: macros of its package and of the root project, packages, dbt's own
 * macros, then what dbt itself provides. Immutable.
 */
final class ContextNames {
    /** Names of dbt's context with what each means in a session. */
    private final Map<String, Function<RenderSession, Value>> members;

    private final boolean withMacros;

    private ContextNames(Map<String, Function<RenderSession, Value>> members, boolean withMacros) {
        this.members = new TreeMap<>(members);
        this.withMacros = withMacros;
    }

    /** {@return the names of the templates of models, tests and macros} */
    static ContextNames ofModels() {
        Map<String, Function<RenderSession, Value>> members = new TreeMap<>();
        BaseMembers.register(members);
        ModelMembers.register(members);
        members.put("builtins", session -> new BuiltinsValue(Map.copyOf(members), session));
        return new ContextNames(members, true);
    }

    /** {@return the names of properties files} */
    static ContextNames ofProperties() {
        Map<String, Function<RenderSession, Value>> members = new TreeMap<>();
        BaseMembers.register(members);
        members.put("builtins", session -> new BuiltinsValue(Map.copyOf(members), session));
        return new ContextNames(members, false);
    }

    /** {@return the names of {@code dbt_project.yml}} */
    static ContextNames ofProjectFile() {
        Map<String, Function<RenderSession, Value>> members = new TreeMap<>();
        BaseMembers.register(members);
        members.remove("project_name");
        members.put("var", session -> VarFunction.ofCommandLine(session));
        members.put("builtins", session -> new BuiltinsValue(Map.copyOf(members), session));
        return new ContextNames(members, false);
    }

    /** {@return the value of a name} */
    Optional<Value> find(String name, RenderSession session) {
        ProjectContext project = session.project();
        if (withMacros) {
            MacroLibrary macros = project.macros();
            String nodePackage = session.request().packageName();
            Optional<DbtMacro> own =
                    macros.ofPackage(nodePackage, name).or(() -> macros.ofPackage(project.name(), name));
            if (own.isPresent()) {
                return Optional.of(new MacroCall(own.get(), session));
            }
            if (macros.hasPackage(name)) {
                return Optional.of(new PackageValue(name, session));
            }
            Optional<DbtMacro> dbt = macros.ofPackage(MacroLibrary.DBT, name);
            if (dbt.isPresent()) {
                return Optional.of(new MacroCall(dbt.get(), session));
            }
        }
        Function<RenderSession, Value> member = members.get(name);
        if (member != null) {
            return Optional.of(member.apply(session));
        }
        return withMacros ? missing(name, session) : Optional.empty();
    }

    /** What stands for a name that a file may define which is not here. */
    private static Optional<Value> missing(String name, RenderSession session) {
        ProjectContext project = session.project();
        Optional<Value> dbt = BuiltIns.absent(MacroLibrary.DBT, name, session);
        if (dbt.isPresent()) {
            return dbt;
        }
        String message = UndefinedValue.ofName(name).message();
        if (project.missingPackages().contains(name)) {
            String reason = "package " + name + " is not installed";
            return Optional.of(new UndefinedValue(message, Optional.of(MissingMacro.ofPackage(name, reason, session))));
        }
        if (project.incomplete().isPresent()) {
            String reason = project.incomplete().get();
            return Optional.of(new UndefinedValue(message, Optional.of(MissingMacro.of(name, reason, session))));
        }
        if (project.missingPackages().isEmpty()) {
            return Optional.empty();
        }
        // It may be a package that one of the missing packages needs.
        String reason = "packages are not installed: " + String.join(", ", project.missingPackages());
        return Optional.of(new UndefinedValue(message, Optional.of(MissingMacro.ofPackage(name, reason, session))));
    }

    /** {@return whether a name has the same value at every place of a template} */
    boolean isStable(String name) {
        return !name.equals("execute") && !name.equals("this") && !name.equals("model");
    }
}
