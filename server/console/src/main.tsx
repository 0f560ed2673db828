import { render } from 'preact';
import { App } from './view/app';
import './view/theme';

const host = document.getElementById('console');
if (host !== null) render(<App />, host);
