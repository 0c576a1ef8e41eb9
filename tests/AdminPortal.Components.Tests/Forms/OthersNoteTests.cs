using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

public sealed class OthersNoteTests : PortalTestContext
{
    private const string Stays = " What you typed stays; it is compared with the new state before anything is sent.";

    [Theory]
    [InlineData(WhatHappened.Updated, false, "Sam Sample saved this peer at 05:06:07 UTC." + Stays)]
    [InlineData(WhatHappened.Unclear, false, "Sam Sample may have changed this peer at 05:06:07 UTC." + Stays)]
    [InlineData(WhatHappened.Deleted, false, "Sam Sample deleted this peer at 05:06:07 UTC.")]
    [InlineData(WhatHappened.Updated, true, "Sam Sample saved this peer at 05:06:07 UTC.")]
    public void Note_OfAChange_SaysWhoDidWhatAndWhatItMeansHere(WhatHappened what, bool isReadOnly, string words)
    {
        ResourceChange change = new(Wire.AccountId, "secondary_dns/peers", ["p"], what, "Sam Sample", Time.GetUtcNow());

        var note = Render<OthersNote>(parameters => parameters.Add(one => one.Kind, PeerKind.Instance).Add(one => one.Change, change).Add(one => one.IsReadOnly, isReadOnly));

        Assert.Equal([words], note.Texts("[role=status] span"));
        Assert.Equal("Read it again", note.Find("button").Words());
    }

    [Fact]
    public void Note_OfNothing_IsAnEmptyPlaceThatWillBeAnnounced()
    {
        var note = Render<OthersNote>(parameters => parameters.Add(one => one.Kind, PeerKind.Instance).Add(one => one.Change, null));

        Assert.Equal([""], note.Texts("[role=status]"));
    }
}
