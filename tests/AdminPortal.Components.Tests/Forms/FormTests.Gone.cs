using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>The resource was deleted while it was edited.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    private bool IsCreatable => Kind is ICreatableKind<TResource, TInput>;

    [Fact]
    public void Save_TheResourceIsGone_SaysSoAndKeepsWhatWasTyped()
    {
        var page = SaveGone();

        Assert.Empty(Wire.Writes);
        Assert.Contains($"There is no such {Kind.Name.ToLowerInvariant()}", page.Find("[role=alert] h2").Words(), StringComparison.Ordinal);
        Assert.Contains("What you typed stays in the form.", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
    }

    [Fact]
    public void Save_TheResourceIsGone_OffersToCreateItAgainWhereTheApiCan()
    {
        var page = SaveGone();

        Assert.Equal(IsCreatable, page.Texts("button").Contains("Create it again"));
    }

    [Fact]
    public void CreateAgain_Pressed_HandsEverythingTypedToTheNewForm()
    {
        if (!IsCreatable)
        {
            return;
        }

        var page = SaveGone();
        page.Button("Create it again").Click();

        var address = Addresses.New(Wire.AccountId, Kind);
        Assert.EndsWith(address, Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        var handed = Services.GetRequiredService<Handover>().Take(address);
        Assert.Equal(Change.Text, Cloudflare.Values.JsonPointer.ReadText(handed!.Proposed, Change.Pointer));
        Assert.Equal(7, (int?)handed.Proposed!["x_new"]);
        Assert.Contains("which is gone", handed.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAgain_TheResourceIsGone_KeepsWhatWasTyped()
    {
        var page = SaveGone();

        page.Button("Read it again").Click();

        page.WaitForAssertion(() => Assert.Contains("What you typed stays in the form.", page.Find("[role=alert]").Words(), StringComparison.Ordinal));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
    }

    [Fact]
    public void Open_AGoneResourceWithADraft_OffersToCreateItFromTheDraft()
    {
        KeepDraft(Sample, Change.Text);
        Wire.On(Read(Sample).Request, NotFound, 404);
        AnswerHelpers(Wire);
        var page = Render<TPage>(parameters =>
        {
            parameters.TryAdd("AccountId", Wire.AccountId);
            parameters.TryAdd("Id", Id);
        });

        page.WaitForAssertion(() => Assert.Contains("Your draft of 05:06 UTC is still there", page.Find("[role=alert]").Words(), StringComparison.Ordinal));
        Assert.Equal(IsCreatable, page.Texts("button").Contains("Create it again"));
        if (IsCreatable)
        {
            page.Button("Create it again").Click();
            var handed = Services.GetRequiredService<Handover>().Take(Addresses.New(Wire.AccountId, Kind));
            Assert.Equal(Change.Text, Cloudflare.Values.JsonPointer.ReadText(handed!.Proposed, Change.Pointer));
            page.WaitForAssertion(() => Assert.Empty(Drafts.Of(Operator)));
        }
    }

    private const string NotFound = """{"success":false,"errors":[{"code":1000,"message":"not found"}],"messages":[],"result":null}""";

    private IRenderedComponent<TPage> SaveGone()
    {
        var page = Open(ChangedElsewhere());
        Make(page, Change);
        Review(page);
        Wire.On(Read(Sample).Request, NotFound, 404);
        Save(page);
        return page;
    }
}
