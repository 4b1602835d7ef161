namespace TWCManager.Core.Web;

/// <summary>What stands on the page before its script fills it.</summary>
internal static class PageBody
{
    internal const int PartCount = 5;

    internal static string Part(int part)
    {
        switch (part)
        {
            case 0:
                return "<body><header><div><b>TWCManager</b><span id='bus' class='pill'>...</span>"
                    + "<nav><button id='toStatus'>Status</button><button id='toSettings'>Settings</button></nav></div></header><main>"
                    + "<p id='lost' class='card bad' role='alert' hidden>No answer from the controller. What you see is old.</p>"
                    + "<form id='first' class='card' novalidate hidden><h2>Set up</h2>"
                    + "<div class='warn'><b>Mains wiring can burn.</b> Enter what breaker, cable and each wall connector may carry <b>continuously</b>, per phase,"
                    + " as your electrician states it; in North America that is 80 % of the breaker. If in doubt enter less. Nothing charges before both limits "
                    + "are set.</div>"
                    + "<div id='firstFields'></div>"
                    + "<div class='field'><label class='check'><input type='checkbox' id='sure'><span>I know these limits from the breakers and the "
                    + "wiring.</span></label></div>"
                    + "<p id='firstError' class='bad' role='alert'></p>";
            case 1:
                return "<div class='row'><button class='main'>Finish set-up</button><button type='button' id='later'>Later, show the status</button></div></form>";
            case 2:
                return "<section id='status' hidden>"
                    + "<div class='card wide'><div class='tiles' id='tiles'></div><p id='policy'></p></div>"
                    + "<div><div class='card'><h2>Last 10 minutes</h2><div id='plot' role='img' aria-label='Power over the last 10 minutes'>"
                    + "</div>"
                    + "<div class='key small' id='key'></div></div><div id='twcs'></div></div>"
                    + "<div><form class='card' id='control' novalidate><h2>Control</h2>"
                    + "<p id='now'></p><div class='row' id='charge'><label class='grow'><small class='dim'>Amps, all cars</small><input id='amps' type='number' "
                    + "inputmode='numeric' min='1'></label>"
                    + "<label class='grow'><small class='dim'>How long</small><select id='minutes'><option value='30'>30 min</option><option value='60' selected>1 "
                    + "hour</option>"
                    + "<option value='120'>2 hours</option><option value='240'>4 hours</option><option value='480'>8 hours</option></select></label>"
                    + "<button class='main' id='chargeNow'>Charge now</button></div>"
                    + "<p id='controlError' class='bad' role='alert'></p>";
            case 3:
                return "<div class='row'><button type='button' id='end' hidden>End charge now</button><button type='button' id='stop'>Stop charging</button><button "
                    + "type='button' id='resume' hidden>Resume charging</button></div></form>"
                    + "<div class='card'><h2>Links</h2><div id='links' class='small'></div></div></div></section>";
            default:
                return "<section id='settings' hidden><form class='card' id='gate' novalidate><h2 id='gateTitle'></h2><p class='dim small' id='gateText'></p>"
                    + "<div class='row'><label class='grow'><small class='dim'>Set-up password</small><input id='password' type='password' "
                    + "autocomplete='current-password'></label>"
                    + "<label class='grow' id='againBox'><small class='dim'>Again</small><input id='again' type='password' autocomplete='new-password'></label>"
                    + "<button class='main' id='login'>Log in</button></div><p id='gateError' class='bad' role='alert'></p></form>"
                    + "<form id='form' novalidate><div id='groups'></div><div class='card' id='save'><button class='main'>Save</button><span id='saved' "
                    + "role='status'></span></div></form></section></main>";
        }
    }
}
