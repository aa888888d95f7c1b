using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory.Properties;

public sealed class DirectoryProperties
{
    /// <summary>The books decide on their own what is accepted and what opens; the directory must agree after every command.</summary>
    [Fact]
    public void Directory_AgreesWithTheBooks() => Holds(run =>
    {
        var books = new FolkBooks();
        run.Play((folk, command, answer, secret) =>
        {
            bool expected = books.Take(command, secret, folk.Now);
            Assert.True(expected == answer.Problems.IsEmpty, $"{command}: {string.Join("; ", answer.Problems)}");
            Assert.Equal(answer.Problems.IsEmpty, answer.Entry is not null);
            foreach (string text in books.Secrets)
            {
                Assert.True(books.Try(text, folk.Now) == folk.Try(text), $"{text} after {command}");
            }
        });
    });

    [Fact]
    public void RepeatedCommands_ChangeNothing() => Holds(run => run.Play((folk, command, answer, _) =>
    {
        string before = folk.Json();
        DirectoryAnswer again = folk.Run(command);
        Assert.Equal(before, folk.Json());
        Assert.Null(again.Effect);
        Assert.Equal(answer.Entry, again.Entry);
    }));

    [Fact]
    public void Effects_ReplayedOnceOrTwice_LeadToTheSame() => Holds(run =>
    {
        Folk folk = run.Play();
        var replayed = new TenantDirectory(DirectoryState.Initial);
        var index = new KeyIndex();
        index.Load(DirectoryState.Initial);
        foreach (DirectoryEffect effect in folk.Effects.Concat(folk.Effects))
        {
            string json = JsonSerializer.Serialize(effect, DirectoryJson.Default.DirectoryEffect);
            DirectoryEffect read = JsonSerializer.Deserialize(json, DirectoryJson.Default.DirectoryEffect)!;
            replayed.Apply(read);
            index.Apply(read);
        }

        Assert.Equal(folk.Json(), Folk.Json(replayed.State));
        Same(folk, index);
    });

    [Fact]
    public void Snapshot_SurvivesJson_AndGoesOnAsTheOldOne() => Holds(run =>
    {
        Folk folk = run.Play();
        DirectoryState state = JsonSerializer.Deserialize(folk.Json(), DirectoryJson.Default.DirectorySnapshot)!.Restore();
        Assert.Equal(folk.Json(), Folk.Json(state));
        var index = new KeyIndex();
        index.Load(state);
        Same(folk, index);

        var restored = new TenantDirectory(state);
        foreach ((DirectoryCommand command, _) in run.Steps)
        {
            DirectoryAnswer there = folk.Run(command);
            DirectoryAnswer here = restored.Run(command, folk.Now);
            Assert.Equal(there.Problems, here.Problems.AsEnumerable());
        }

        Assert.Equal(folk.Json(), Folk.Json(restored.State));
    });

    /// <summary>Pushes to a node may overtake each other; once all have come, it knows the same.</summary>
    [Fact]
    public void Index_DoesNotCareInWhichOrderEffectsCome() => Holds(run =>
    {
        Folk folk = run.Play();
        var index = new KeyIndex();
        foreach (DirectoryEffect effect in folk.Effects.AsEnumerable().Reverse())
        {
            index.Apply(effect);
        }

        index.Apply(new DirectoryEffect(DirectoryChange.Created, folk.Entity.State.FindTenant("default")!));
        Same(folk, index);
    });

    [Fact]
    public void Commands_SurviveJson() => Holds(run => run.Play((_, command, _, _) =>
    {
        string json = JsonSerializer.Serialize(command, DirectoryJson.Default.DirectoryCommand);
        Assert.Equal(command, JsonSerializer.Deserialize(json, DirectoryJson.Default.DirectoryCommand));
    }));

    private static void Same(Folk folk, KeyIndex index)
    {
        var ring = new KeyRing(Folk.Hasher, [], index);
        for (int number = 0; number < 60; number++)
        {
            KeyRefusal refusal = ring.TryFind($"secret {number}", folk.Now, null, out Principal? principal);
            KeyRefusal expected = folk.Ring.TryFind($"secret {number}", folk.Now, null, out Principal? other);
            Assert.Equal((expected, other?.KeyId, other?.User, other?.Team), (refusal, principal?.KeyId, principal?.User, principal?.Team));
        }
    }

    private static void Holds(Action<FolkRun> body) => Prop.ForAll(FolkRun.All.ToArbitrary(), body).Check(PropertyRuns.Of(300));
}
