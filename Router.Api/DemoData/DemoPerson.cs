using Router.Core.Tenancy;

namespace Router.Api.DemoData;

/// <summary>Somebody who works with the demo's gateway.</summary>
/// <param name="User">The user's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Team">The team's id.</param>
/// <param name="Role">What he may do.</param>
/// <param name="Sessions">Sessions of a working day, on average.</param>
/// <param name="Main">The model that the sessions ask for.</param>
internal sealed record DemoPerson(string User, string Name, string Team, Role Role, double Sessions, DemoModel Main)
{
    public static IReadOnlyList<(string Id, string Name)> Teams { get; } = [("platform", "Platform"), ("payments", "Payments"), ("research", "Research")];

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("mara", "Mara Lindqvist", "platform", Role.Admin, 2.2, DemoModel.Opus),
        new("jonas", "Jonas Weber", "platform", Role.Member, 3.1, DemoModel.Sonnet),
        new("amina", "Amina Diallo", "payments", Role.Manager, 2.4, DemoModel.Sonnet),
        new("theo", "Theo Park", "payments", Role.Member, 1.6, DemoModel.Sonnet),
        new("ines", "Inês Carvalho", "payments", Role.Member, 1.1, DemoModel.DeepSeek),
        new("ravi", "Ravi Menon", "research", Role.Member, 1.9, DemoModel.Opus),
        new("lena", "Lena Fischer", "research", Role.Member, 0.9, DemoModel.Qwen),
        new("ci", "Build machine", "platform", Role.Member, 4.0, DemoModel.Haiku),
    ];
}
