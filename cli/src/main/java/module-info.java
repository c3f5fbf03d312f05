/** Bylaw's command line. */
module dev.bylaw.cli {
    requires dev.bylaw.core;
    requires info.picocli;
    requires java.management;
    requires jdk.management;
    requires org.eclipse.jgit;

    uses dev.bylaw.rule.RuleSource;

    opens dev.bylaw.cli to
            info.picocli;
}
