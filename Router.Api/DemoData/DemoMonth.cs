using Router.Core.Spend;

namespace Router.Api.DemoData;

/// <summary>A month of work, made up: the same seed and the same end make the same month. Sessions begin in working hours, grow in context, and start agents.</summary>
internal sealed class DemoMonth(int seed, DateTimeOffset end)
{
    public const int Days = 31;

    private readonly Random _random = new(seed);

    /// <summary>The month's end.</summary>
    public DateTimeOffset End => end;

    /// <summary>All requests, in the order of their beginnings.</summary>
    public IEnumerable<DemoTurn> Turns() => Enumerable.Range(0, Days + 1).Select(day => end.AddDays(day - Days)).SelectMany(Day).Where(turn => turn.Start < end).OrderBy(turn => turn.Start);

    /// <summary>Whether a day is one on which the first provider has a bad hour.</summary>
    public static bool IsBad(DateTimeOffset day) => day.DayOfYear % 9 == 4;

    private IEnumerable<DemoTurn> Day(DateTimeOffset day)
    {
        double load = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.45 : 0.7 + (0.6 * _random.NextDouble());
        foreach (DemoPerson person in DemoPerson.All)
        {
            int sessions = (int)Math.Round(person.Sessions * load * (0.6 + (0.8 * _random.NextDouble())));
            for (int session = 0; session < sessions; session++)
            {
                // Two humps a day, before and after noon; whoever works at the end is seen to work.
                double hour = 9.6 + (_random.NextDouble() * 2.2) + (_random.Next(2) * 4.2) + (_random.NextDouble() * 2);
                foreach (DemoTurn turn in Session(person, new DateTimeOffset(day.UtcDateTime.Date, TimeSpan.Zero).AddHours(hour)))
                {
                    yield return turn;
                }
            }
        }
    }

    private IEnumerable<DemoTurn> Session(DemoPerson person, DateTimeOffset start)
    {
        string id = NewId();
        long context = 18_000 + _random.Next(9000);
        DateTimeOffset time = start;
        int turns = 6 + (int)(_random.NextDouble() * _random.NextDouble() * 60);
        for (int turn = 0; turn < turns; turn++)
        {
            DemoModel model = _random.Next(12) == 0 ? DemoModel.Haiku : person.Main;
            long fresh = 300 + (long)(_random.NextDouble() * _random.NextDouble() * 9000);
            yield return Turn(person, time, model, new RequestOrigin(model.Name, id), context, fresh);
            if (_random.Next(14) == 0)
            {
                foreach (DemoTurn agent in Agent(person, time, id))
                {
                    yield return agent;
                }
            }

            context = Math.Min(context + fresh + 600, 165_000);
            time += TimeSpan.FromSeconds(14 + (_random.NextDouble() * 190));
        }
    }

    private IEnumerable<DemoTurn> Agent(DemoPerson person, DateTimeOffset start, string session)
    {
        string agent = $"{(_random.Next(2) == 0 ? "explore" : "review")}-{NewId()[..6]}";
        long context = 9000;
        for (int turn = 0; turn < 3 + _random.Next(8); turn++)
        {
            long fresh = 500 + _random.Next(5000);
            yield return Turn(person, start.AddSeconds(6 + (turn * 9)), DemoModel.Haiku, new RequestOrigin(DemoModel.Haiku.Name, session, agent), context, fresh);
            context += fresh;
        }
    }

    private DemoTurn Turn(DemoPerson person, DateTimeOffset start, DemoModel model, RequestOrigin origin, long context, long fresh)
    {
        long output = 80 + (long)(_random.NextDouble() * _random.NextDouble() * 2600);
        bool isCold = _random.Next(18) == 0;
        TokenCounts tokens = isCold
            ? new TokenCounts(fresh / 4, output, 0, context)
            : new TokenCounts(fresh / 4, output, context, fresh);
        double first = model.FirstToken * (0.6 + (1.3 * _random.NextDouble() * _random.NextDouble())) * (isCold ? 1.9 : 1);

        // Every ninth day the first provider has a bad hour.
        bool isBad = model.Provider == "anthropic" && IsBad(start) && start.Hour == 14;
        bool isAgain = !isBad && person.User == "ci" && model == DemoModel.Haiku && _random.Next(9) == 0;
        int attempts = isBad ? 2 + _random.Next(2) : _random.Next(60) == 0 ? 2 : 1;
        bool fails = _random.Next(isBad ? 6 : 240) == 0;
        if (isAgain)
        {
            // The pipeline asks the same of the same commit.
            return new DemoTurn(person, start, model, origin, default) { Attempts = 0, Saved = tokens, FirstToken = TimeSpan.FromMilliseconds(2 + (output % 5)), Latency = TimeSpan.FromMilliseconds(4 + (output % 7)) };
        }

        return new DemoTurn(person, start, model, origin, fails ? default : tokens)
        {
            Attempts = attempts,
            Ending = fails ? SettlementKind.Failed : _random.Next(90) == 0 ? SettlementKind.Cut : SettlementKind.Answered,
            Instead = isBad && !fails ? model == DemoModel.Haiku ? "workstation" : "deepseek" : null,
            FirstToken = TimeSpan.FromSeconds(first + ((attempts - 1) * 1.8)),
            Latency = TimeSpan.FromSeconds(first + ((attempts - 1) * 1.8) + (output / (45 + (60 * _random.NextDouble())))),
            Note = model.Notes.Length > 0 && _random.Next(3) == 0 ? model.Notes[_random.Next(model.Notes.Length)] : isBad && !fails ? "thinking-dropped" : null,
        };
    }

    private string NewId()
    {
        byte[] bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
