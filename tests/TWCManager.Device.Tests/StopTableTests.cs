using nanoFramework.TestFramework;
using TWCManager.Core.Charging;

namespace TWCManager.Device.Tests;

/// <summary>The table of stopping as the interpreter holds it: bytes behind an enum, which other compilers lay out otherwise.</summary>
[TestClass]
public class StopTableTests
{
    [TestMethod]
    public void Every_state_leads_to_a_state_there_is()
    {
        // Of all cells; the table itself is compared with its document elsewhere.
        int sum = 0;
        for (int state = 0; state < StopTable.Rows; state++)
        {
            for (int column = 0; column < StopTable.Columns; column++)
            {
                int next = (int)StopTable.Next((StopState)state, column);
                Assert.IsTrue(next >= 0 && next < StopTable.Rows, state.ToString() + ", " + column.ToString());
                sum = (sum * 31 + next) % 1000003;
            }
        }

        Assert.AreEqual(807035, sum);
    }

    [TestMethod]
    public void Only_an_asked_car_that_is_late_has_its_contactor_opened()
    {
        Assert.AreEqual((int)StopState.Opening, (int)StopTable.Next(StopState.Asking, StopTable.DrawsLateContactor));
        Assert.AreEqual((int)StopState.Silencing, (int)StopTable.Next(StopState.Asking, StopTable.DrawsLateSilence));
        Assert.AreEqual((int)StopState.Minimum, (int)StopTable.Next(StopState.Asking, StopTable.DrawsLate));
        Assert.AreEqual((int)StopState.Asking, (int)StopTable.Next(StopState.Asking, StopTable.Draws));
        Assert.AreEqual((int)StopState.Welcome, (int)StopTable.Next(StopState.Free, StopTable.DrawsLateContactor));
    }
}
