package dev.bylaw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * Puts the commands together. Of what is called, only the commands on the way to it are made: to look at the options of
 * all others would take longer than many a command itself.
 */
final class Commands {
    private static final String REGO = "rego";

    private final Console console;
    private final String[] arguments;

    private Commands(Console console, String[] arguments) {
        this.console = console;
        this.arguments = arguments;
    }

    /** {@return the commands that are needed for some arguments: all, where these name none} */
    static CommandLine forArguments(Console console, String... arguments) {
        return new Commands(console, arguments).root();
    }

    private CommandLine root() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        all.put("init", InitCommand.class);
        all.put("check", CheckCommand.class);
        all.put("inspect", InspectCommand.class);
        all.put("rules", RulesCommand.class);
        all.put("test", TestCommand.class);
        all.put(REGO, RegoCommand.class);
        CommandLine root = new CommandLine(new BylawCommand(), new CommandFactory(console));
        boolean one = add(root, all, 0);
        if (!one) {
            root.addSubcommand(CommandLine.HelpCommand.class);
        }
        CommandLine rego = root.getSubcommands().get(REGO);
        if (rego != null) {
            Map<String, Class<?>> below = new LinkedHashMap<>();
            below.put("eval", RegoEvalCommand.class);
            below.put("test", RegoTestCommand.class);
            below.put("check", RegoCheckCommand.class);
            below.put("bench", RegoBenchCommand.class);
            add(rego, below, 1);
        }
        return root;
    }

    /** Adds the command that an argument names, or all; says whether it was one. */
    private boolean add(CommandLine parent, Map<String, Class<?>> all, int position) {
        String name = arguments.length > position ? arguments[position] : "";
        if (all.containsKey(name)) {
            parent.addSubcommand(all.get(name));
            return true;
        }
        all.values().forEach(parent::addSubcommand);
        return false;
    }
}
