/** The rules of the guild. */
module dev.bylaw.examples.guild {
    requires transitive dev.bylaw.core;

    exports dev.bylaw.examples.guild;

    provides dev.bylaw.rule.Rule with
            dev.bylaw.examples.guild.StatedFreshness;
    provides dev.bylaw.rule.RuleSource with
            dev.bylaw.examples.guild.GuildRules;
}
