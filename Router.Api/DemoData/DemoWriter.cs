using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Pricing;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Usage;

namespace Router.Api.DemoData;

/// <summary>Brings the demo's month to the entities as the gateway would: people to the directory, requests to the accounts, which write their records.</summary>
internal sealed class DemoWriter(IDirectory directory, KeyIssuer issuer, ISpendAccounts accounts, DemoClock clock, int seed)
{
    private const string Here = Tenant.DefaultId;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Everybody's key.</summary>
    public IReadOnlyDictionary<string, string> Keys => _keys;

    private static Requester By { get; } = new(Here, Principal.AdminKeyUser, "admin", "req_demo", "127.0.0.1");

    /// <summary>Makes teams, users and a key each.</summary>
    public async Task HireAsync()
    {
        foreach ((string id, string name) in DemoPerson.Teams)
        {
            await DoAsync(new CreateTeam(Here, id, new TeamSettings { Name = name }) { By = By });
        }

        foreach (DemoPerson person in DemoPerson.All)
        {
            await DoAsync(new CreateUser(Here, person.User, new UserSettings { Name = person.Name, Team = person.Team, Role = person.Role }) { By = By });
            IssuedKey key = await issuer.CreateAsync(new KeyOrder(Here, person.User, new KeySettings { Name = person.User == "ci" ? "pipeline" : "laptop" }) { By = By });
            _keys[person.User] = key.Secret!.Id;
        }
    }

    /// <summary>One request from its reservation to its settlement.</summary>
    public async Task PlayAsync(DemoTurn turn)
    {
        var id = new ReservationId(NewGuid());
        var path = new SpendPath(turn.Person.Team, turn.Person.User, _keys[turn.Person.User]);
        clock.MoveTo(turn.Start);
        SpendAnswer answer = await accounts.ReserveAsync(
            Here, new SpendRequest(id, path, turn.Model.Price, turn.Tokens.AllInput, turn.Tokens.Output, turn.Origin) { PriceOrigin = PriceOrigin.Configured });
        if (answer.Kind != SpendAnswerKind.Granted)
        {
            throw new InvalidOperationException($"The demo's account refuses a request: {answer.Refusal}.");
        }

        bool isHit = turn.Saved != default;

        clock.MoveTo(turn.Start + turn.Latency);
        bool fails = turn.Ending == SettlementKind.Failed;
        await accounts.SettleAsync(Here, new Settlement(id, turn.Ending, turn.Tokens)
        {
            Facts = new AnswerFacts
            {
                ModelServed = fails || isHit ? null : turn.Instead is null ? turn.Model.Served : DemoModel.DeepSeek.Served,
                Provider = isHit ? null : turn.Instead ?? turn.Model.Provider,
                Attempts = turn.Attempts,
                PriceOrigin = PriceOrigin.Configured,
                Latency = turn.Latency,
                FirstToken = fails ? null : turn.FirstToken,
                Status = fails ? 529 : 200,
                Notes = turn.Note is { } note ? [note] : [],
                Cache = isHit ? CacheOutcome.Hit : CacheOutcome.Miss,
                Saved = turn.Model.Price.Cost(turn.Saved),
                Steps = turn.Steps,
            },
        });
    }

    /// <summary>Sets budgets as they would be chosen for what is spent: one is nearly used up.</summary>
    public async Task SetBudgetsAsync()
    {
        await DoAsync(new ChangeTeam(Here, "platform", new TeamSettings { Name = "Platform", Budget = await BudgetAsync(new SpendNode(SpendLevel.Team, "platform"), 0.58m) }) { By = By });
        await DoAsync(new ChangeTeam(Here, "payments", new TeamSettings { Name = "Payments", Budget = await BudgetAsync(new SpendNode(SpendLevel.Team, "payments"), 0.86m) }) { By = By });
        DemoPerson ravi = DemoPerson.All.First(person => person.User == "ravi");
        BudgetConfig own = await BudgetAsync(new SpendNode(SpendLevel.User, ravi.User), 0.71m);
        await DoAsync(new ChangeUser(Here, ravi.User, new UserSettings { Name = ravi.Name, Team = ravi.Team, Role = ravi.Role, Budget = own with { SoftAt = 80 } }) { By = By });
    }

    private Task DoAsync(DirectoryCommand command) => DoAsync(directory, command);

    private async Task<BudgetConfig> BudgetAsync(SpendNode node, decimal share)
    {
        IEnumerable<NodeStatus> all = await accounts.ListAsync(Here, after: null, 1000);
        decimal spent = all.Where(status => status.Node == node).Select(status => status.Month.Usd).FirstOrDefault();
        return new BudgetConfig(Math.Max(5, Math.Ceiling(spent / share)), "month");
    }

    /// <summary>Runs a command that must not fail.</summary>
    public static async Task DoAsync(IDirectory directory, DirectoryCommand command)
    {
        DirectoryAnswer answer = await directory.RunAsync(command);
        if (answer.Entry is null)
        {
            throw new InvalidOperationException($"The demo's directory refuses {command.GetType().Name}: {string.Join(' ', answer.Problems.Select(problem => problem.Text))}");
        }
    }

    private Guid NewGuid()
    {
        byte[] bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
