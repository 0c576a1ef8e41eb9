using AdminPortal.Components.Tests.Faults;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Faults;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>What is said of a creation under each fault, and that it writes once.</content>
public abstract partial class CreateFormTests<TNewPage, TPage, TResource, TInput>
{
    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public async Task Create_UnderAFault_SaysWhatHappenedKeepsWhatWasTypedAndWritesOnce(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Create);
        AnswerAll();
        Wire.On($"GET {Kind.Path}", List());
        Wire.Fail(PostLine, fault.Way, Envelope(Sample), Filled.Pointer, acts: () => Wire.On($"GET {Kind.Path}", List(MadeByPost(Id))));
        var page = OpenFilled();
        Review(page);

        page.Button("Create").Click();
        if (told.Outcome == Outcome.Unclear && !fault.Way.Acts)
        {
            await LookAgainAsync(page);
        }

        if (fault.Way.Acts)
        {
            page.WaitForAssertion(() => Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal));
            AssertLanded(told, OpenLanding(told.Outcome == Outcome.Ok ? Sample : MadeByPost(Id)));
            return;
        }

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.review")));
        Assert.Single(page.FindAll("[role=alert]"));
        Assert.Contains(told.WordsFor(Kind), page.Said(), StringComparison.Ordinal);
        Assert.Equal(Filled.Text, page.Field(Filled.Label).GetAttribute("value"));
        Assert.Equal(PostLine, Assert.Single(Wire.Writes).Line);
        Review(page);
        AssertSameJson(Body, page.Find("pre.request").TextContent);
    }

    private void AssertLanded(Told told, IRenderedComponent<TPage> landed)
    {
        if (told.Outcome == Outcome.Ok)
        {
            Assert.Contains("Created", Assert.Single(landed.Texts(".alert-success[role=status]")), StringComparison.Ordinal);
            Assert.Equal(Calls(Body).Select(call => call.Line), Wire.Writes.Select(sent => sent.Line));
        }
        else
        {
            AssertLandedAsFound(landed);
            Assert.Equal(PostLine, Assert.Single(Wire.Writes).Line);
        }
    }
}
