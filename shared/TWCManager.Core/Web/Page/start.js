// What the buttons of the head do, and how it all begins.
$('later').onclick = $('toStatus').onclick = () => show('status');
$('toSettings').onclick = () => {
  show('settings');
  if (list) paintSettings();
  refresh().catch(() => {});
};
addEventListener('resize', plot);
const begin = () => refresh().then(firstRun, () => setTimeout(begin, 5000));
poll();
begin();
