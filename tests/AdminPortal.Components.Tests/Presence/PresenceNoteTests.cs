using AdminPortal.Changes.Presence;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Presence;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Presence;

public sealed class PresenceNoteTests : PortalTestContext
{
    private const string Me = "Local Operator";
    private const string Sam = "Sam Sample";

    private IOpenForms Forms => Services.GetRequiredService<IOpenForms>();

    [Fact]
    public void Note_NobodyElseHere_SaysNothing() => Assert.Equal("", Show().Find("[role=status]").Words());

    [Fact]
    public void Note_SomebodyComesAndGoes_NamesThemMeanwhile()
    {
        var note = Show();

        var sam = Enter(Sam);
        note.WaitForAssertion(() => Assert.Equal("Open at the same time: Sam Sample (since 05:06 UTC).", note.Find("[role=status]").Words()));
        sam.Dispose();

        note.WaitForAssertion(() => Assert.Equal("", note.Find("[role=status]").Words()));
    }

    [Fact]
    public void Note_SomebodyWasHereBefore_NamesThemSinceThen()
    {
        using var sam = Enter(Sam);
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("Open at the same time: Sam Sample (since 05:06 UTC).", Show().Find("[role=status]").Words());
    }

    [Fact]
    public void Note_OwnOtherWindow_IsTold()
    {
        using var mine = Enter(Me);

        Assert.Equal("Open at the same time: you in another window (since 05:06 UTC).", Show().Find("[role=status]").Words());
    }

    [Fact]
    public void Note_TwoWindowsOfOnePerson_NameThemOnceSinceTheFirst()
    {
        using var first = Enter(Sam);
        Time.Advance(TimeSpan.FromMinutes(10));
        using var second = Enter(Sam);

        Assert.Equal("Open at the same time: Sam Sample (since 05:06 UTC).", Show().Find("[role=status]").Words());
    }

    [Fact]
    public void Note_AnotherResource_IsNotTold()
    {
        using var elsewhere = Forms.Enter(Wire.AccountId, TargetKind.Instance.Path, "another", Sam, () => { });
        using var otherKind = Forms.Enter(Wire.AccountId, "magic/apps", "one", Sam, () => { });
        using var otherAccount = Forms.Enter(Wire.SecondId, TargetKind.Instance.Path, "one", Sam, () => { });

        Assert.Equal("", Show().Find("[role=status]").Words());
    }

    [Fact]
    public void Note_SomebodyElsewhere_RendersNothing()
    {
        var note = Show();
        var renders = note.RenderCount;

        using var elsewhere = Forms.Enter(Wire.AccountId, TargetKind.Instance.Path, "another", Sam, () => { });

        Assert.Equal(renders, note.RenderCount);
    }

    [Fact]
    public async Task Note_Disposed_LeavesTheRegistry()
    {
        Show();
        using var sam = Enter(Sam);
        Assert.Single(sam.Others);

        await DisposeComponentsAsync();

        Assert.Empty(sam.Others);
    }

    private IOpenForm Enter(string person) => Forms.Enter(Wire.AccountId, TargetKind.Instance.Path, "one", person, () => { });

    private IRenderedComponent<PresenceNote> Show() => Render<PresenceNote>(parameters => parameters
        .Add(note => note.AccountId, Wire.AccountId)
        .Add(note => note.KindPath, TargetKind.Instance.Path)
        .Add(note => note.Id, "one")
        .Add(note => note.Person, Me));
}
