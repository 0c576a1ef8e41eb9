using AdminPortal.Components.Tests.Faults;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Faults;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>What is said of a creation under each fault.</content>
public abstract partial class CreateFormTests<TNewPage, TPage, TResource, TInput>
{
    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public void Create_UnderAFault_SaysWhatHappenedKeepsWhatWasTypedAndWritesOnce(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Create);
        AnswerAll();
        Wire.Fail(PostLine, fault.Way, Envelope(Sample), Filled.Pointer);
        var page = OpenFilled();
        Review(page);

        Create(page);

        Assert.Single(Wire.Writes, sent => sent.Method == HttpMethod.Post);
        if (told.Outcome == Outcome.Ok)
        {
            Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal);
            return;
        }

        Assert.Single(page.FindAll("[role=alert]"));
        Assert.Contains(told.WordsFor(Kind), page.Said(), StringComparison.Ordinal);
        Assert.Equal(Filled.Text, page.Field(Filled.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
        Review(page);
        AssertSameJson(Body, page.Find("pre.request").TextContent);
    }
}
