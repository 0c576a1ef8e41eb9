using AdminPortal.Changes.Drafts;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Targets;
using AdminPortal.Tests.Cloudflare;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <summary>Work that cannot be kept, and what keeping costs.</summary>
public sealed class DraftTroubleTests : PortalTestContext
{
    private const string Id = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const string Operator = "Local Operator";

    [Theory]
    [InlineData(DraftKeeping.TooLong, "a draft may have 256 KiB")]
    [InlineData(DraftKeeping.TooMany, "you have 500 drafts already")]
    public void Draft_ThatIsRefused_IsToldBesideTheForm(DraftKeeping refusal, string words)
    {
        Drafts.Keeping = refusal;
        var page = Open();

        Type(page, "bastion-2");

        page.WaitForAssertion(() => Assert.Contains(words, page.Find("form .message-warning[role=status]").Words(), StringComparison.Ordinal));
        Assert.Equal("", page.Find(".draft-kept").Words());
    }

    [Fact]
    public void Draft_TheStoreAway_IsToldAndKeptByItselfOnceItIsBack()
    {
        var page = Open();
        Drafts.Instead = () => throw new TimeoutException();
        Type(page, "bastion-2");
        page.WaitForAssertion(() => Assert.Contains("is not kept as a draft now", page.Find("form .message-warning[role=status]").Words(), StringComparison.Ordinal));

        Drafts.Instead = null;
        Time.Advance(TimeSpan.FromSeconds(10));

        page.WaitForAssertion(() => Assert.Equal("Draft kept 05:06 UTC", page.Find(".draft-kept").Words()));
        Assert.Empty(page.FindAll("form .message-warning[role=status]"));
        Assert.Single(Drafts.Of(Operator));
    }

    [Fact]
    public async Task Open_TheStoreAway_EditsAllTheSameAndFindsTheEarlierDraftOnceItIsBack()
    {
        Type(Open(), "from-before");
        await DisposeComponentsAsync();
        Drafts.Instead = () => throw new TimeoutException();
        var page = Open();
        Assert.Contains("is not kept as a draft now", page.Find("form .message-warning[role=status]").Words(), StringComparison.Ordinal);
        Type(page, "bastion-2");

        Drafts.Instead = null;
        Time.Advance(TimeSpan.FromSeconds(10));

        page.WaitForAssertion(() => Assert.StartsWith("There is another draft of yours", page.Find("#draft-words").Words(), StringComparison.Ordinal));
        Assert.Equal("bastion-2", page.Field("Hostname").GetAttribute("value"));
    }

    [Fact]
    public void Leaving_TheStoreAway_SaysThatTheDraftIsNotKeptAndStays()
    {
        var page = Open();
        Drafts.Instead = () => throw new TimeoutException();
        page.Field("Hostname").Input("bastion-2");
        var navigation = Services.GetRequiredService<NavigationManager>();
        var here = navigation.Uri;
        navigation.NavigateTo("/elsewhere");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog#leave")));

        page.Button("Leave, keep the draft").Click();

        page.WaitForAssertion(() => Assert.Contains("is not kept as a draft now", page.Find("dialog").Words(), StringComparison.Ordinal));
        Assert.Equal(here, navigation.Uri);
    }

    [Fact]
    public void Draft_TypedOnAndOn_IsWrittenOnceForEachPauseAndRendersNothingMore()
    {
        var page = Open();
        foreach (var length in Enumerable.Range(1, 20))
        {
            page.Field("Hostname").Input(new string('a', length));
            Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        Assert.Equal(0, Drafts.Writes);
        Time.Advance(DraftKeeper.Pause);
        page.WaitForAssertion(() => Assert.Equal(1, Drafts.Writes));
        page.WaitForAssertion(() => Assert.NotEqual("", page.Find(".draft-kept").Words()));
        page.Field("Hostname").Input("another");
        var renders = page.RenderCount;

        Time.Advance(DraftKeeper.Pause);

        page.WaitForAssertion(() => Assert.Equal(2, Drafts.Writes));
        Assert.Equal(renders, page.RenderCount);
    }

    [Fact]
    public void Draft_Unchanged_IsNotWrittenAgain()
    {
        var page = Open();
        Type(page, "bastion-2");
        page.WaitForAssertion(() => Assert.Equal(1, Drafts.Writes));

        Type(page, "bastion-2");

        Assert.Equal(1, Drafts.Writes);
    }

    private void Type(IRenderedComponent<TargetPage> page, string text)
    {
        page.Field("Hostname").Input(text);
        Time.Advance(DraftKeeper.Pause);
    }

    private IRenderedComponent<TargetPage> Open()
    {
        Wire.On($"GET {TargetKind.Instance.Path}/{Id}", $$"""{"success":true,"errors":[],"messages":[],"result":{{SeedSamples.Target}}}""");
        Wire.On("GET teamnet/virtual_networks", """{"success":true,"errors":[],"messages":[],"result":[]}""");
        var page = Render<TargetPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId).Add(page => page.Id, Id));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        return page;
    }
}
