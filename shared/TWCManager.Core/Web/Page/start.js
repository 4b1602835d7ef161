$('later').onclick = () => show('status');
$('toStatus').onclick = () => show('status');
$('toSettings').onclick = () => {
  show('settings');
  refresh().catch(() => {});
};
addEventListener('resize', () => plot());
const begin = () => load().then(firstRun, () => setTimeout(begin, 5000));
poll();
begin();
