using NFlow.Runtime.AspNetCore.Sessions;

namespace NFlow.Runtime.AspNetCore.Tests.Sessions;

internal sealed class SessionTicketsTests
{
    [Test]
    public void Find_TicketInUse_OutlivesManyOthers()
    {
        var tickets = new SessionTickets(capacity: 10);
        var used = new SessionTicket("used", default);
        tickets.Add("used", used);

        for (var i = 0; i < 100; i++)
        {
            tickets.Add($"other {i}", new SessionTicket("other", default));
            Assert.That(tickets.Find("used"), Is.SameAs(used));
        }
    }

    [Test]
    public void Find_TicketNotUsed_IsForgotten()
    {
        var tickets = new SessionTickets(capacity: 10);
        tickets.Add("idle", new SessionTicket("idle", default));

        for (var i = 0; i < 20; i++)
            tickets.Add($"other {i}", new SessionTicket("other", default));

        Assert.That(tickets.Find("idle"), Is.Null);
    }

    [Test]
    public void Find_UnknownCookie_IsNull() => Assert.That(new SessionTickets(10).Find("x"), Is.Null);
}
